"""Legal processes of a woman and their hearings: the centre's own professional detail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .choices import (
    Attendance,
    HearingKind,
    HearingResult,
    Outcome,
    Power,
    ProcessState,
    Role,
)


class LegalProcess(OfSurvivor):
    """A process before a court or the prosecutor (report II.1 b, Procesos jurídicos)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "matter", "court_kind", "court", "rit", "ruc", "role",
                 "represented", "power", "started_on", "state", "ended_on", "outcome", "notes"),
        third_party=("accused",),
        staff=("lawyer", "recorded_by"),
        none=("updated_at",),
    )  # fmt: skip

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("casework.Matter", on_delete=models.PROTECT, related_name="+")
    court_kind = models.ForeignKey("casework.CourtKind", on_delete=models.PROTECT, related_name="+")
    court = EncryptedTextField(_("which one and where"), blank=True, default="")
    rit = EncryptedTextField(_("RIT or RIC"), blank=True, default="")
    ruc = EncryptedTextField(_("RUC"), blank=True, default="")
    role = models.CharField(_("what she is in it"), max_length=12, choices=Role.choices)
    accused = models.UUIDField(_("accused"), null=True)
    represented = models.BooleanField(_("the Service represents her"), default=False)
    lawyer = models.UUIDField(_("lawyer"), null=True)
    power = models.CharField(
        _("power to act"), max_length=8, choices=Power.choices, default=Power.NONE
    )
    started_on = models.DateField(_("began on"))
    state = models.CharField(
        _("state"), max_length=10, choices=ProcessState.choices, default=ProcessState.ONGOING
    )
    ended_on = models.DateField(_("ended on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    notes = EncryptedTextField(_("notes"), blank=True, default="")
    recorded_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="process_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
            ),
            models.CheckConstraint(
                name="process_ended_has_day_and_outcome",
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(outcome="")
                | ~Q(state="ended") & Q(ended_on=None, outcome=""),
            ),
        ]
        indexes = [models.Index(fields=["survivor", "-started_on"], name="process_list")]


class Hearing(OfSurvivor):
    """A hearing of a process: when, how she attends, what came of it."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "process", "at", "kind", "court", "attendance", "result", "notes"),
        staff=("recorded_by",),
        none=("updated_at",),
    )

    process = models.ForeignKey(LegalProcess, on_delete=models.PROTECT, related_name="hearings")
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("what for"), max_length=12, choices=HearingKind.choices)
    court = EncryptedTextField(_("where"), blank=True, default="")
    attendance = models.CharField(_("how she attends"), max_length=12, choices=Attendance.choices)
    result = models.CharField(
        _("what came of it"), max_length=16, choices=HearingResult.choices, blank=True
    )
    notes = EncryptedTextField(_("notes"), blank=True, default="")
    recorded_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["process", "-at"], name="hearing_list")]


class LegalDocument(OfSurvivor):
    """That a document of her file belongs to a process, hearing, measure, breach or duty."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "attachment", "target_kind", "target_id"),
        staff=("tied_by",),
        none=("untied_at",),
    )

    attachment = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, related_name="+"
    )
    target_kind = models.SlugField(max_length=24, db_index=False)
    target_id = models.UUIDField()
    tied_by = models.UUIDField(editable=False)
    untied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_id", "attachment"],
                condition=Q(untied_at=None),
                name="legal_document_once",
            )
        ]
