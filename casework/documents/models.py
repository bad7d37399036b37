"""Private files and sealed documents (design 6; law TD-13, FE-02, FE-03)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord


class AccessLevel(models.TextChoices):
    """Access level of a document in the State's metadata (TD-13)."""

    PUBLIC = "public", _("Public")
    RESTRICTED = "restricted", _("Restricted")
    RESERVED = "reserved", _("Reserved")
    SECRET = "secret", _("Secret")


class StoredFile(PersonRecord):
    """A file kept encrypted outside the database, under a name that says nothing.

    `place` is that name. The bytes are sealed with the person's key and bound to this row, so a
    file put in another's place does not open. Never changed: a new version is a new row.
    """

    survivor_id = models.UUIDField(null=True, editable=False, db_index=True)
    place = models.CharField(max_length=64, unique=True, editable=False)
    name = EncryptedTextField(_("name"))
    content_type = models.CharField(max_length=60, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.BinaryField(max_length=32)
    access_level = models.CharField(
        _("access level"), max_length=10, choices=AccessLevel.choices, default=AccessLevel.RESERVED
    )
    sensitive = models.BooleanField(_("sensitive"), default=True)
    scanned = models.BooleanField(_("scanned for viruses"), default=False)
    follows = models.BooleanField(default=True)  # her, to every centre; else the centre's own

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor_id", "name", "sha256"),
        none=("place", "content_type", "size", "access_level", "sensitive", "scanned", "follows"),
    )

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self) -> str:
        return str(self.id)


class DocumentStatus(models.TextChoices):
    """What the public page may say of a document."""

    VALID = "valid", _("valid")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Stamp(models.TextChoices):
    """Whether a time stamp is on the seal."""

    NONE = "none", _("no authority is set")
    PENDING = "pending", _("waiting for the authority")
    DONE = "done", _("stamped")


class SealedDocument(PersonRecord):
    """A document rendered, sealed and stored here, and how to recognise it.

    `code` is printed on it; it is found by `code_digest`. `context` is all that went into the
    template and `edition` the fingerprint of template, style, fonts and renderer: together they
    give the bytes of `rendered_sha256` again, as evidence (law FE-03).
    """

    survivor_id = models.UUIDField(null=True, editable=False, db_index=True)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="sealed")
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    language = models.CharField(max_length=8)
    template = models.CharField(max_length=120)
    edition = models.CharField(max_length=32)
    context = EncryptedJSONField()
    code = EncryptedTextField(_("code"))
    code_digest = models.BinaryField(max_length=32, unique=True)
    rendered_sha256 = models.BinaryField(max_length=32)
    sealed_sha256 = models.BinaryField(max_length=32, unique=True)
    # The same document as it was given out before its time stamp came.
    unstamped_sha256 = models.BinaryField(max_length=32, unique=True, null=True)
    strength = models.CharField(_("signature"), max_length=10)
    provider = models.CharField(_("provider"), max_length=40)
    demo = models.BooleanField(default=False)
    follows = models.BooleanField(default=True)  # as its stored file
    stamp = models.CharField(max_length=8, choices=Stamp.choices, default=Stamp.NONE)
    status = models.CharField(
        max_length=10, choices=DocumentStatus.choices, default=DocumentStatus.VALID
    )
    issued_at = models.DateTimeField(_("issued"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor_id", "stored", "kind", "context", "code", "issued_at", "withdrawn_at",
            "status",
        ),
        none=(
            "title", "language", "template", "edition", "code_digest", "rendered_sha256",
            "sealed_sha256", "unstamped_sha256", "strength", "provider", "demo", "follows", "stamp",
        ),
    )  # fmt: skip

    class Meta:
        verbose_name = _("sealed document")
        verbose_name_plural = _("sealed documents")
        constraints = [
            models.CheckConstraint(
                name="sealeddocument_withdrawn_has_time",
                condition=Q(status="valid", withdrawn_at__isnull=True)
                | Q(status="withdrawn", withdrawn_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="sealeddocument_pending", fields=["issued_at"], condition=Q(stamp="pending")
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
