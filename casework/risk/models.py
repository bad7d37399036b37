"""Results of risk assessments, and the clock of each level. Results are kept, never recomputed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.cases.clocks import Unit
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.survivors.levels import Level
from casework.survivors.models import OfSurvivor
from casework.territory.validity import Dated, DatedQuerySet, days_in_order


class LevelClock(Dated, Record):
    """How long a result of a level holds, and what is offered meanwhile (domain.md 1.3, 1.4).

    Rows, so that the ministry may change them. proposal: the contact deadline and the offers are
    a proposal, and every screen says so.
    """

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CATALOGUE,
        none=("level", "review_count", "review_unit", "contact_count", "contact_unit", "offers",
              "proposal", "source", "valid_from", "valid_to"),
    )  # fmt: skip

    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    review_count = models.PositiveSmallIntegerField(_("assess again after"))
    review_unit = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Unit])
    contact_count = models.PositiveSmallIntegerField(_("contact her within"))
    contact_unit = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Unit])
    offers = ArrayField(models.CharField(max_length=160), default=list)
    proposal = models.BooleanField(_("a proposal, not a rule in force"), default=True)
    source = models.CharField(_("source"), max_length=60, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("levelclock_days_in_order"),
            models.UniqueConstraint(
                fields=["level"], condition=Q(valid_to=None), name="one_clock_a_level"
            ),
        ]

    def __str__(self) -> str:
        return self.level


class Instrument(Dated):
    """What a result was reached with. imported: somebody else computes it, we only keep it."""

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CATALOGUE,
        none=("code", "name", "owner", "imported", "judgement", "one_top_band", "source",
              "valid_from", "valid_to"),
    )  # fmt: skip

    code = models.SlugField(max_length=20, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    imported = models.BooleanField(_("its result comes from outside"), default=False)
    judgement = models.BooleanField(_("professional judgement"), default=False)
    one_top_band = models.BooleanField(_("its highest band is vital and high together"))
    source = models.CharField(_("source"), max_length=160, blank=True, default="")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [days_in_order("instrument_days_in_order")]

    def __str__(self) -> str:
        return self.name


class RiskResult(OfSurvivor):
    """One result: which level, when, who reached it and with what. It follows her everywhere.

    vital_unknown: the instrument gives vital and high as one band, and did not say which
    (domain.md 1.1, consequence 3). withdrawn_at: it was written down by mistake.
    """

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CASE,
        subject=("survivor", "level", "vital_unknown", "assessed_at", "centre", "institution",
                 "unit", "instrument", "reference", "document", "reason", "valid_until",
                 "withdrawn_reason"),
        staff=("applied_by", "recorded_by"),
        none=("clock", "withdrawn_at"),
    )  # fmt: skip

    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    vital_unknown = models.BooleanField(_("vital or high, not said which"), default=False)
    assessed_at = models.DateTimeField(_("assessed"))
    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    institution = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = EncryptedTextField(_("unit"), blank=True, default="")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    reference = EncryptedTextField(_("reference number"), blank=True, default="")
    document = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = EncryptedTextField(_("reason"), blank=True, default="")
    clock = models.ForeignKey(LevelClock, on_delete=models.PROTECT, null=True, related_name="+")
    valid_until = models.DateTimeField(_("assess again by"), null=True)
    applied_by = models.UUIDField(null=True)
    recorded_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = EncryptedTextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="risk_result_has_a_clock",
                condition=Q(level=Level.NOT_ASSESSED, valid_until=None)
                | Q(valid_until__isnull=False) & ~Q(level=Level.NOT_ASSESSED),
            ),
            models.CheckConstraint(
                name="risk_result_has_an_author",
                condition=Q(applied_by__isnull=False) | Q(institution__isnull=False),
            ),
            models.CheckConstraint(
                name="risk_vital_unknown_is_high",
                condition=Q(vital_unknown=False) | Q(level=Level.HIGH),
            ),
        ]
        indexes = [
            models.Index(
                fields=["survivor", "-assessed_at", "-id"],
                condition=Q(withdrawn_at=None),
                name="risk_in_order",
            ),
            models.Index(
                fields=["valid_until"], condition=Q(withdrawn_at=None), name="risk_going_stale"
            ),
        ]
