"""Limits on the use of her data: a use she said no to, a file kept apart, and reading it still."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from ..rights.models import RightsRequest
from .choices import Ended, Part


class Limit(Record):
    """Begins with a request, at its minute; the database finds out whose it is from there."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="%(class)ss")
    survivor = models.ForeignKey(
        "casework.Survivor", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True, default="")
    ended_by = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        abstract = True


ENDING = Q(ended_at=None, ended_why="", ended_by="") | Q(ended_at__isnull=False) & ~Q(ended_why="")


class Objection(Limit):
    """A use she said no to (art. 8): purpose and recipient class by their codes, "" for any."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "survivor", "purpose", "recipient", "since", "ended_at", "ended_why"),
        staff=("ended_by",),
    )

    purpose = models.SlugField(max_length=40, blank=True, default="", db_index=False)
    recipient = models.SlugField(max_length=40, blank=True, default="", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(name="objection_ends_whole", condition=ENDING)]
        indexes = [
            models.Index(
                fields=["survivor"], condition=Q(ended_at=None), name="objections_in_force"
            )
        ]


class Block(Limit):
    """A file, or a group of its fields, that is only stored for now (arts. 8 ter, 11)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "survivor", "part", "since", "ended_at", "ended_why"),
        staff=("ended_by",),
    )

    part = models.CharField(max_length=12, choices=Part.choices, default=Part.FILE)

    class Meta:
        constraints = [models.CheckConstraint(name="block_ends_whole", condition=ENDING)]
        indexes = [
            models.Index(fields=["survivor"], condition=Q(ended_at=None), name="blocks_in_force")
        ]


GOOD_FOR = timedelta(hours=4)


class EmergencyRead(Record):
    """Somebody needed to read what is kept apart, to protect her: why, until when, who was told."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.LOG,
        subject=("block", "reason", "at", "until"),
        staff=("operator_id", "seen_by", "seen_at"),
        none=("key_id",),
    )

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="readings")
    key_id = models.UUIDField(editable=False)
    operator_id = models.UUIDField()
    reason = EncryptedTextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    seen_by = models.UUIDField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="emergency_seen_by_another",
                condition=Q(seen_by=None, seen_at=None)
                | Q(seen_at__isnull=False) & ~Q(seen_by=models.F("operator_id")),
            ),
            models.CheckConstraint(
                name="emergency_ends",
                condition=Q(until__gt=models.F("at"), until__lte=models.F("at") + GOOD_FOR),
            ),
        ]
