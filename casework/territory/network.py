"""Institutions of the Ruta Crítica, executors and their agreements (domain.md 2.3, 3.1, 3.2)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention

from .validity import Dated, DatedQuerySet, days_in_order


class InstitutionQuerySet(DatedQuerySet["Institution"]):
    """Queries over institutions."""


class Institution(Dated):
    """A public body or kind of organisation a woman may be referred to or come from.

    is_cif: member of the inter-institutional circuit of femicide (domain.md 3.2).
    in_commission: named by Ley 21.675 among those the system is available to; any other body
    needs a data-transfer agreement first (law VG-03).
    """

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    is_cif = models.BooleanField(_("member of the CIF"), default=False)
    in_commission = models.BooleanField(_("member of the Commission"), default=False)

    objects = InstitutionQuerySet.as_manager()

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION,
        Retention.CATALOGUE,
        none=("code", "name", "is_cif", "in_commission", "valid_from", "valid_to"),
    )

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [days_in_order("institution_days_in_order")]

    def __str__(self) -> str:
        return self.name


class Executor(models.Model):
    """Who runs centres under a yearly agreement (ente ejecutor)."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        """What sort of body it is."""

        MUNICIPALITY = "municipality", _("municipality")
        DELEGATION = "delegation", _("presidential delegation")
        HEALTH_SERVICE = "health_service", _("health service")
        NGO = "ngo", _("non-governmental organisation")
        FOUNDATION = "foundation", _("foundation")
        SERVICE = "service", _("SernamEG itself")

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("name", "kind")
    )

    class Meta:
        verbose_name = _("executor")
        verbose_name_plural = _("executors")

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(DatedQuerySet["Agreement"]):
    """Queries over agreements."""


class Agreement(Dated):
    """A convenio: with an executor, as processor (DP-57); or with an institution, to pass data on.

    Either kind states the legal grounds, the concrete purposes, the precise data types and the
    treatment allowed (VG-03). It ends at 23:59 of its last day; the access it gave ends with it.
    """

    class AtEnd(models.TextChoices):
        """What happens to the data when the agreement ends (DP-57)."""

        ERASE = "erase", _("erase them")
        RETURN = "return", _("return them")

    class Delegation(models.TextChoices):
        """Whether the other party may pass the task on (DP-57: only with written leave)."""

        NO = "no", _("not allowed")
        WITH_LEAVE = "with_leave", _("allowed in writing")

    executor = models.ForeignKey(
        Executor, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    matter = models.TextField(_("object"))
    legal_grounds = models.TextField(_("legal grounds"))
    purposes = models.TextField(_("concrete purposes"))
    data_types = models.TextField(_("data types"))
    data_subjects = models.TextField(_("data subjects"), blank=True, default="")
    treatment = models.TextField(_("treatment allowed"))
    duties = models.TextField(_("duties of the parties"), blank=True, default="")
    delegation = models.CharField(
        _("sub-delegation"), max_length=10, choices=Delegation.choices, default=Delegation.NO
    )
    leave_reference = models.CharField(
        _("document that allows it"), max_length=120, blank=True, default=""
    )
    breach_notice_hours = models.PositiveSmallIntegerField(
        _("hours to tell of a breach"), null=True, blank=True
    )
    at_end = models.CharField(
        _("data at the end"), max_length=6, choices=AtEnd.choices, default=AtEnd.RETURN
    )
    closed_on = models.DateField(_("data erased or returned on"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION,
        Retention.CATALOGUE,
        none=(
            "executor", "institution", "number", "valid_from", "valid_to", "matter",
            "legal_grounds", "purposes", "data_types", "data_subjects", "treatment", "duties",
            "delegation", "leave_reference", "breach_notice_hours", "at_end", "closed_on",
        ),
    )  # fmt: skip

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            days_in_order("agreement_days_in_order"),
            models.CheckConstraint(
                name="agreement_one_party",
                condition=Q(executor__isnull=False, institution__isnull=True)
                | Q(executor__isnull=True, institution__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_states_the_four_elements",
                condition=~Q(legal_grounds="") & ~Q(purposes="") & ~Q(data_types="")
                & ~Q(treatment=""),
            ),
            models.CheckConstraint(
                name="agreement_processor_terms",
                condition=Q(executor__isnull=True)
                | (~Q(matter="") & ~Q(data_subjects="") & ~Q(duties="")
                   & Q(breach_notice_hours__isnull=False)),
            ),
            models.CheckConstraint(
                name="agreement_leave_is_written",
                condition=Q(delegation="no") | ~Q(leave_reference=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def end_task_due(self, day: date) -> bool:
        """Say whether it is over and the data still have to be erased or returned (DP-57)."""
        return self.valid_to < day and self.closed_on is None
