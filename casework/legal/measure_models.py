"""Measures that protect her. They follow her to every centre: they are her safety (law VG-16)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .choices import BreachResult, MeasureState, Nature, ReportedTo, Supervisor

LONGEST = timedelta(days=731)  # two years, with a leap day (VG-16); the rule counts exactly


class ProtectiveMeasure(OfSurvivor):
    """A protective, precautionary or accessory measure in her favour."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "kind", "nature", "court_kind", "court", "process",
                 "starts_on", "period_from", "ends_on", "state", "closed_on", "closed_reason",
                 "supervisor", "check_every", "last_check_on", "telematic", "beneficiaries",
                 "conditions"),
        staff=("recorded_by",),
        none=("updated_at",),
    )  # fmt: skip

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey("casework.MeasureKind", on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(_("what it is"), max_length=14, choices=Nature.choices)
    court_kind = models.ForeignKey("casework.CourtKind", on_delete=models.PROTECT, related_name="+")
    court = EncryptedTextField(_("which one and where"), blank=True, default="")
    process = models.ForeignKey(
        "casework.LegalProcess", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField(_("in force from"))
    period_from = models.DateField(editable=False)
    ends_on = models.DateField(_("until"), null=True)
    state = models.CharField(
        max_length=10, choices=MeasureState.choices, default=MeasureState.IN_FORCE
    )
    closed_on = models.DateField(null=True)
    closed_reason = EncryptedTextField(_("why"), blank=True, default="")
    supervisor = models.CharField(
        _("who supervises"), max_length=12, choices=Supervisor.choices, blank=True
    )
    check_every = models.PositiveSmallIntegerField(_("checked every (days)"), null=True)
    last_check_on = models.DateField(_("last checked on"), null=True)
    telematic = models.BooleanField(_("with telematic monitoring"), default=False)
    beneficiaries = models.PositiveSmallIntegerField(_("how many people it protects"), default=1)
    conditions = EncryptedTextField(_("what it says"), blank=True, default="")
    recorded_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_days_in_order",
                condition=Q(period_from__gte=F("starts_on"))
                & (Q(ends_on=None) | Q(ends_on__gte=F("period_from"))),
            ),
            models.CheckConstraint(
                name="measure_period_two_years_at_most",
                condition=Q(ends_on=None) | Q(ends_on__lte=F("period_from") + LONGEST),
            ),
            models.CheckConstraint(
                name="measure_closed_has_day",
                condition=Q(state="in_force", closed_on=None)
                | ~Q(state="in_force") & Q(closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="measure_protects_somebody", condition=Q(beneficiaries__gte=1)
            ),
        ]
        indexes = [
            models.Index(
                fields=["survivor", "ends_on"], condition=Q(state="in_force"), name="measure_active"
            )
        ]


class MeasureRenewal(OfSurvivor):
    """A court renewed a measure: from when to when (6 months to 2 years each time, VG-16)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "measure", "decided_on", "from_day", "to_day"),
        staff=("recorded_by",),
    )

    measure = models.ForeignKey(
        ProtectiveMeasure, on_delete=models.PROTECT, related_name="renewals"
    )
    decided_on = models.DateField(_("decided on"))
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("until"))
    recorded_by = models.UUIDField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="renewal_days_in_order", condition=Q(to_day__gt=F("from_day"))
            )
        ]


class Breach(OfSurvivor):
    """A measure was not kept (desacato): when, where it was reported, what came of it."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "measure", "at", "what", "reported_to", "reported_on", "number",
                 "result"),
        staff=("recorded_by",),
        none=("updated_at", "withdrawn_at"),
    )  # fmt: skip

    measure = models.ForeignKey(
        ProtectiveMeasure, on_delete=models.PROTECT, related_name="breaches"
    )
    at = models.DateTimeField(_("when"))
    what = EncryptedTextField(_("what happened"), blank=True, default="")
    reported_to = models.CharField(
        _("reported to"), max_length=12, choices=ReportedTo.choices, blank=True
    )
    reported_on = models.DateField(_("reported on"), null=True)
    number = EncryptedTextField(_("number of the report"), blank=True, default="")
    result = models.CharField(
        _("result"), max_length=12, choices=BreachResult.choices, default=BreachResult.PENDING
    )
    recorded_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="breach_reported_has_day",
                condition=Q(reported_to="", reported_on=None)
                | ~Q(reported_to="") & Q(reported_on__isnull=False),
            )
        ]
