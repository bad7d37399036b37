"""Changes to her data that a request brings: corrections, who is told, erasure, a second look."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from ..rights.models import RightsRequest
from .choices import Excuse, Look, Told


class Correction(Record):
    """One value to be put right: the field's code and the new value; the old stays in history."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "field", "value", "done_at"),
        staff=("written_by",),
        none=("key_id", "removed_at"),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="corrections")
    key_id = models.UUIDField(editable=False)
    field = models.SlugField(max_length=40, db_index=False)
    value = EncryptedJSONField()
    written_by = models.UUIDField()
    done_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "field"], condition=Q(removed_at=None), name="corrected_once"
            )
        ]


class RecipientNotice(Record):
    """An earlier recipient of what changed, told or excused (law DP-13)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "institution", "last_sent_at", "state", "told_at", "how", "excuse"),
        staff=("settled_by",),
        none=("key_id", "settled_at"),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="notices")
    key_id = models.UUIDField(editable=False)
    institution = models.SlugField(max_length=40, db_index=False)
    last_sent_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=Told.choices, default=Told.PENDING)
    told_at = models.DateTimeField(null=True)
    excuse = models.CharField(max_length=16, choices=Excuse.choices, blank=True, default="")
    how = EncryptedTextField(_("how, or why not"), blank=True, default="")
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "institution"], name="recipient_once"),
            models.CheckConstraint(
                name="recipient_told_or_excused",
                condition=Q(state="pending", told_at=None, excuse="")
                | Q(state="told", told_at__isnull=False, excuse="")
                | Q(state="excused", told_at=None) & ~Q(excuse=""),
            ),
        ]


class Erasure(Record):
    """The tombstone: what was erased, by which act, when. No content (SE-20, safety.md 4)."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.LOG,
        none=("request", "survivor_id", "keys", "rows", "at", "act"),
        staff=("erased_by",),
    )

    request = models.OneToOneField(RightsRequest, on_delete=models.PROTECT, related_name="erasure")
    survivor_id = models.UUIDField(editable=False)
    keys = models.JSONField(default=list)
    rows = models.JSONField(default=dict)
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    erased_by = models.UUIDField()


class SecondLook(Record):
    """A score looked at anew by somebody else, with what she says beside it (art. 8 bis)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "target_kind", "target_id", "statement", "outcome", "explanation",
                 "decided_at", "replaced_by"),
        staff=("first_by", "decided_by"),
        none=("key_id",),
    )  # fmt: skip

    request = models.OneToOneField(RightsRequest, on_delete=models.PROTECT, related_name="look")
    key_id = models.UUIDField(editable=False)
    target_kind = models.SlugField(max_length=24, db_index=False)
    target_id = models.UUIDField()
    first_by = models.UUIDField(null=True)
    statement = EncryptedTextField(blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Look.choices)
    explanation = EncryptedTextField()
    replaced_by = models.UUIDField(null=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="look_by_another_human",
                condition=Q(first_by=None) | ~Q(first_by=models.F("decided_by")),
            )
        ]
