"""Every version of a document that was published, as it was read; and who of the staff read it."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.models import Institution

from .kinds import Audience, Kind


class DocumentVersion(models.Model):
    """One published version of a protocol or guideline: written once, never changed.

    words: what it said, field by field (`words.FIELDS`), streams as JSON text. What lists and
    filters ask for stands in columns besides. page_id: the page it came from; the version outlives
    it. protocol: what casework was given of it, for a protocol.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        staff=("author", "approved_by"),
        none=(
            "id", "kind", "code", "number", "title", "institution", "owner_name", "year",
            "valid_from", "valid_to", "levels", "centre_kinds", "audience", "example", "words",
            "page_id", "protocol", "published_at",
        ),
    )  # fmt: skip
    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.SlugField(max_length=40, db_index=False)
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=160)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_name = models.CharField(_("owner institution"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True)
    levels = ArrayField(models.CharField(max_length=2), default=list)
    centre_kinds = ArrayField(models.CharField(max_length=12), default=list)
    audience = models.CharField(max_length=6, choices=Audience.choices)
    example = models.BooleanField(default=False)
    words = models.JSONField()
    page_id = models.PositiveIntegerField(db_index=True)
    protocol = models.OneToOneField(
        "casework.ProtocolVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"], name="one_document_version_of_each_number"
            ),
            models.CheckConstraint(
                name="document_published_by_a_second_person",
                condition=~Q(author=F("approved_by")),
            ),
            models.CheckConstraint(
                name="document_days_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    def has_begun(self, day: date) -> bool:
        """Say whether its first day has come."""
        return self.valid_from <= day


class Acknowledgement(models.Model):
    """An operator said that she read a version. Hers to say, once; nobody takes it back."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator", "at"),
        none=("id", "version"),
    )
    wagtail_reference_index_ignore = True

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    operator = models.ForeignKey("casework.Operator", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operator", "version"], name="version_read_once")
        ]
        indexes = [models.Index(fields=["version"], name="version_readers")]

    def __str__(self) -> str:
        return f"{self.version_id}"
