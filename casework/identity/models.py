"""The person's data key, wrapped by a key the database never holds (design 8)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .privacy import Privacy, Purpose, Retention
from .records import Record


class KeyOwner(models.TextChoices):
    """Whose secrets a key seals."""

    SURVIVOR = "survivor", _("survivor")
    THIRD_PARTY = "third_party", _("third party")
    INSTITUTION = "institution", _("institution")
    REQUEST = "request", _("request about personal data")


class DataKey(Record):
    """One AES-256 key, stored wrapped. Destroying it makes what it sealed unreadable for good.

    survivor_id: the woman whose file the key belongs to; empty for the institution's keys and for
    those of requests, which outlive the file they ask about (law DP-05).
    centre_ids: centres whose staff may use it, copied from her record by the database.
    """

    owner = models.CharField(max_length=12, choices=KeyOwner.choices, editable=False)
    survivor_id = models.UUIDField(null=True, editable=False, db_index=True)
    centre_ids = ArrayField(models.IntegerField(), default=list, editable=False)
    kek_id = models.CharField(max_length=40, editable=False, db_index=True)
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True, editable=False)
    destroyed_by = models.CharField(max_length=60, blank=True, default="", editable=False)

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CASE,
        subject=("survivor_id",),
        staff=("destroyed_by",),
        none=("owner", "centre_ids", "kek_id", "wrapped", "destroyed_at"),
    )

    class Meta:
        verbose_name = _("data key")
        verbose_name_plural = _("data keys")
        constraints = [
            models.CheckConstraint(
                name="datakey_wrapped_or_destroyed",
                condition=Q(wrapped__isnull=False, destroyed_at__isnull=True, destroyed_by="")
                | (Q(wrapped__isnull=True, destroyed_at__isnull=False) & ~Q(destroyed_by="")),
            ),
            models.CheckConstraint(
                name="datakey_owner_matches_person",
                condition=Q(owner="survivor", survivor_id__isnull=False)
                | Q(owner="third_party")
                | Q(owner__in=["institution", "request"], survivor_id__isnull=True, centre_ids=[]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
