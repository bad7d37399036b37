"""A suspicion about two records, and what was joined, row by row, so that it can be undone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord, Record

from ..models import Survivor
from ..querysets import MergeQuerySet, PairQuerySet
from .states import State


class DuplicatePair(PersonRecord):
    """Two records that may be one woman: why, and what people decided. Written once for a pair.

    `centre_ids` are those of both, kept by the database. Whoever sees one side learns nothing of
    the other from here: identifiers and codes only.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("first", "second", "reasons", "state", "keep", "because"),
        staff=("proposed_by", "proposed_at", "decided_by", "decided_at"),
    )

    first = models.ForeignKey(Survivor, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Survivor, on_delete=models.PROTECT, related_name="+")
    reasons = ArrayField(models.SlugField(max_length=24, db_index=False), default=list)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SUSPECTED)
    keep = models.ForeignKey(Survivor, on_delete=models.PROTECT, null=True, related_name="+")
    because = EncryptedTextField(_("why"), blank=True, default="")
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_suspicion_a_pair"),
            models.CheckConstraint(name="pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="pair_needs_a_second_person",
                condition=~Q(state__in=["merged", "settled"])
                | Q(proposed_by__isnull=False, decided_by__isnull=False)
                & ~Q(proposed_by=F("decided_by")),
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="suspicions_open")]


class Merge(PersonRecord):
    """A joining: which record stays, which one points to it now, and how both stood before."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("pair", "kept", "gone", "kept_centres", "gone_centres"),
        staff=("proposed_by", "approved_by", "undone_by"),
        none=("approved_at", "undone_at", "moved", "stayed"),
    )

    pair = models.ForeignKey(DuplicatePair, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Survivor, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Survivor, on_delete=models.PROTECT, related_name="+")
    kept_centres = ArrayField(models.IntegerField())
    gone_centres = ArrayField(models.IntegerField())
    proposed_by = models.UUIDField()
    approved_by = models.UUIDField()
    approved_at = models.DateTimeField()
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0)

    objects = MergeQuerySet.as_manager()


class MergedRow(Record):
    """A row that a joining moved: table, number and the centres it had (none: it kept them).

    Read and written by the database's own functions only.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        none=("merge", "table", "row", "centres"),
    )

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=63)
    row = models.CharField(max_length=40)
    centres = ArrayField(models.IntegerField(), null=True)
