"""The copy of her data: what each centre prepared, what was taken out, what was handed over."""

from django.db import models
from django.db.models import F, Q

from casework.identity.fields import EncryptedJSONField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord, Record

from ..rights.models import RightsRequest


class CopyPart(PersonRecord):
    """What one centre that attends her adds to the copy, read by two of its people (safety.md 4).

    content: {"sections": {...}, "texts": [...]}, sealed with the request's key. Other centres see
    it only once it was reviewed.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CASE,
        none=("request", "centre", "content", "prepared_at", "reviewed_at", "updated_at"),
        staff=("prepared_by", "reviewed_by"),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="parts")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    content = EncryptedJSONField()
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "centre"], name="one_part_a_centre"),
            models.CheckConstraint(
                name="part_reviewed_by_another",
                condition=Q(reviewed_by=None, reviewed_at=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                & ~Q(reviewed_by=F("prepared_by")),
            ),
        ]


class RemovedWords(PersonRecord):
    """The redaction log, kept apart from the copy: what was taken out, by whom, when."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CASE,
        third_party=("entries",),
        none=("part", "at", "step"),
        staff=("operator_id",),
    )

    part = models.ForeignKey(CopyPart, on_delete=models.PROTECT, related_name="removed")
    entries = EncryptedJSONField()
    step = models.CharField(max_length=10)
    operator_id = models.UUIDField()
    at = models.DateTimeField()


class DataCopy(Record):
    """The copy itself, sealed with her own key: paper, data, and the container she takes, once."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "made_at", "packed_at", "expires_at", "taken_at", "data_sha256"),
        staff=("packed_by",),
        none=("paper", "data", "table", "container", "taken_kind"),
    )

    request = models.OneToOneField(RightsRequest, on_delete=models.PROTECT, related_name="copy")
    paper = models.ForeignKey(
        "casework.SealedDocument", on_delete=models.PROTECT, null=True, related_name="+"
    )
    data = models.ForeignKey("casework.StoredFile", on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    data_sha256 = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    container = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    packed_by = models.UUIDField(null=True)
    packed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_kind = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="copy_packed_has_an_end",
                condition=Q(packed_at=None, expires_at=None, container=None)
                | Q(packed_at__isnull=False, expires_at__gt=F("packed_at")),
            ),
            models.CheckConstraint(
                name="copy_taken_in_time",
                condition=Q(taken_at=None) | Q(taken_at__lt=F("expires_at")),
            ),
        ]
