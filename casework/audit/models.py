"""The log: who, what, about whom, why, from where, when (design 7; law TD-10, TD-11)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record


class LogIsAppendOnly(TypeError):
    """The log is written by `casework.audit.log.record` and by nothing else."""


class AppendOnly(models.Model):
    """Refuses the ORM's own ways of writing; the database refuses the rest."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse."""
        raise LogIsAppendOnly("Use casework.audit.log.record().")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise LogIsAppendOnly("Nothing leaves the log.")


class AuditEvent(AppendOnly, Record):
    """One act. No foreign keys: the log outlives what it speaks of and never holds it back.

    `at` is when it happened, as the program says; `created_at` is the database's own clock.
    `lane`, `seq`, `prev_hash`, `hash`, `created_at` and `centre_ids` are made by the database
    (casework.audit.schema); what a program gives for them is overwritten.
    """

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.LOG,
        subject=("subject",),
        staff=("actor_kind", "actor_id", "actor_level", "actor_centre", "request_id", "origin"),
        none=(
            "at", "verb", "target_kind", "target_id", "purpose", "detail", "centre_ids", "lane",
            "seq", "prev_hash", "hash",
        ),
    )  # fmt: skip

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    actor_level = models.CharField(max_length=8)
    actor_centre = models.IntegerField(null=True)
    verb = models.CharField(max_length=64)
    target_kind = models.CharField(max_length=64)
    target_id = models.CharField(max_length=120)
    subject = models.UUIDField(null=True)
    purpose = models.CharField(max_length=64)
    request_id = models.UUIDField(null=True)
    origin = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    centre_ids = ArrayField(models.IntegerField(), default=list)
    lane = models.SmallIntegerField()
    seq = models.BigIntegerField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()


class AuditLane(AppendOnly):
    """The end of one of the log's parallel chains. Only the log's own trigger moves it."""

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION, retention=Retention.LOG, none=("lane", "seq", "head")
    )

    lane = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    head = models.BinaryField()
