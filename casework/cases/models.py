"""A case: a woman attended by one centre, from the first contact to the last follow-up."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.choices import EntryRoute
from casework.survivors.models import OfSurvivor

from .catalogue import AskedService, ExitReason, InterventionType
from .stages import Stage


class Case(OfSurvivor):
    """A case of one centre. Its detail is the centre's own; others see her trayecto.

    Programme, centre, kind of centre and executor keep the names they had when it was opened.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "stage", "stage_since", "opened_at", "closed_at",
                 "exited_at", "exit_reason", "exit_note", "entry_route", "intervention_type"),
        staff=("in_charge",),
        none=("programme_name", "centre_name", "centre_kind_name", "executor_name", "updated_at"),
    )  # fmt: skip

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices)
    stage_since = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    exited_at = models.DateTimeField(null=True)
    exit_reason = models.ForeignKey(
        ExitReason, on_delete=models.PROTECT, null=True, related_name="+"
    )
    exit_note = EncryptedTextField(_("how she leaves"), blank=True, null=True)
    in_charge = models.UUIDField(_("in charge"), null=True)
    entry_route = models.CharField(
        _("how she came"), max_length=16, choices=EntryRoute.choices, blank=True
    )
    intervention_type = models.ForeignKey(
        InterventionType, on_delete=models.PROTECT, null=True, related_name="+"
    )
    programme_name = models.CharField(max_length=120, blank=True)
    centre_name = models.CharField(max_length=120, blank=True)
    centre_kind_name = models.CharField(max_length=120, blank=True)
    executor_name = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "centre"],
                condition=Q(closed_at=None),
                name="one_open_case_a_centre",
            ),
            models.CheckConstraint(
                name="case_closed_has_its_day",
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="case_days_in_order",
                condition=Q(stage_since__gte=F("opened_at"))
                & (Q(closed_at=None) | Q(closed_at__gte=F("opened_at"))),
            ),
            models.CheckConstraint(
                name="case_exit_has_its_reason",
                condition=~Q(stage__in=[Stage.EXIT, Stage.FOLLOW_UP, Stage.CLOSED])
                | Q(exit_reason__isnull=False, exited_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "stage", "-stage_since"], name="case_list"),
            models.Index(fields=["survivor", "-opened_at"], name="case_history"),
            models.Index(fields=["in_charge"], condition=Q(closed_at=None), name="case_in_charge"),
        ]


class CaseAct(OfSurvivor):
    """Something written down in a case. A slip is withdrawn by its writer, never deleted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    operator_id = models.UUIDField()
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        abstract = True


class Slip(models.TextChoices):
    """Why what was just written is taken back."""

    WRONG_WOMAN = "person", _("It was another woman's")
    WRONG_VALUE = "value", _("I wrote it wrong")
    TWICE = "twice", _("It was written twice")


class CaseMove(CaseAct):
    """A case went from one stage to another. The database lets nobody rewrite it."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "at", "before", "after", "reason"),
        staff=("operator_id",),
        none=("written_at", "withdrawn_at", "withdrawn_reason"),
    )

    before = models.CharField(max_length=8, choices=Stage.choices, blank=True)
    after = models.CharField(max_length=8, choices=Stage.choices)
    reason = EncryptedTextField(_("why"), blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_moves")]


class CaseTeam(OfSurvivor):
    """Somebody of the team, in a role, from a day to a day."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case"),
        staff=("operator_id", "role", "from_at", "to_at", "written_by"),
    )

    class Role(models.TextChoices):
        """What she does in the case."""

        IN_CHARGE = "charge", _("In charge of the case")
        PSYCHOLOGIST = "psychology", _("Psychologist")
        SOCIAL_WORKER = "social", _("Social worker")
        LAWYER = "law", pgettext_lazy("role in a team", "Lawyer")
        SUPPORT = "support", _("Support")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    operator_id = models.UUIDField()
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "operator_id", "role"],
                condition=Q(to_at=None),
                name="once_in_a_role",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(to_at=None, role="charge"), name="one_in_charge"
            ),
            models.CheckConstraint(
                name="team_days_in_order", condition=Q(to_at=None) | Q(to_at__gte=F("from_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["operator_id"], condition=Q(to_at=None), name="team_of_operator")
        ]


__all__ = ["AskedService", "Case", "CaseAct", "CaseMove", "CaseTeam", "ExitReason", "Slip"]
