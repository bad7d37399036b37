"""What is filed in her file: documents by reference to private, encrypted files."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.documents.models import AccessLevel
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import new_id
from casework.survivors.models import OfSurvivor

from .querysets import AttachmentQuerySet


class Attachment(OfSurvivor):
    """One document in her file (report II.1 b, Anexos; law TD-13).

    What she signed follows her to every centre that attends her (`follows`); what a centre brought
    is that centre's own and others meet a line of the trayecto. A new version is a new row that
    supersedes the old; nothing is deleted, and nothing held is even taken back.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "stored_file", "thumbnail", "sealed_document", "kind", "title",
                 "document_date", "centre", "target_kind", "target_id", "prosecution",
                 "supersedes", "series", "hold_reason"),
        staff=("filed_by", "held_by", "withdrawn_by"),
        none=("filed_at", "follows", "access_level", "sensitive", "held_at", "held_until",
              "withdrawn_at"),
    )  # fmt: skip

    class Kind(models.TextChoices):
        """What it is."""

        SIGNED_RECORD = "signed_record", _("Signed record")
        WITHDRAWAL = "withdrawal", _("Withdrawal receipt")
        PAPER_SCAN = "paper_scan", _("Scan of a signed paper")
        POWER = "power", _("Proof of representation")
        PLAN = "plan", _("Individual plan")
        REPORT = "report", _("Report")
        HEALTH = "health", _("Health document")
        COURT = "court", _("Court document")
        COMPLAINT = "complaint", _("Copy of a complaint")
        IDENTITY = "identity", _("Identity document")
        PICTURE = "picture", _("Photograph or screenshot")
        OTHER = "other", _("Document")

    stored_file = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    thumbnail = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_document = models.ForeignKey(
        "casework.SealedDocument", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = EncryptedTextField(_("title"), blank=True, null=True)
    document_date = models.DateField(_("date of the document"), null=True)
    filed_at = models.DateTimeField()
    filed_by = models.UUIDField(null=True)
    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    follows = models.BooleanField(default=True)
    access_level = models.CharField(
        _("access level"), max_length=10, choices=AccessLevel.choices, default=AccessLevel.RESERVED
    )
    sensitive = models.BooleanField(_("sensitive"), default=True)
    prosecution = models.BooleanField(_("of a criminal investigation"), default=False)
    target_kind = models.SlugField(max_length=24, blank=True, db_index=False)
    target_id = models.UUIDField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    series = models.UUIDField(default=new_id)  # the same for all its versions
    held_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True)
    hold_reason = EncryptedTextField(_("why it is held"), blank=True, null=True)
    held_until = models.DateField(_("held until"), null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = AttachmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supersedes"], condition=Q(withdrawn_at=None), name="one_newer_version"
            ),
            # SE-03: what belongs to a criminal investigation stays with the assigned centre.
            models.CheckConstraint(
                condition=Q(prosecution=False) | Q(access_level=AccessLevel.SECRET),
                name="prosecution_document_is_secret",
            ),
            models.CheckConstraint(
                condition=~Q(access_level=AccessLevel.SECRET) | Q(follows=False),
                name="secret_document_follows_nobody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(held_at=None), name="held_document_stays"
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None, held_until=None)
                | Q(held_at__isnull=False, held_by__isnull=False),
                name="hold_has_somebody",
            ),
            models.CheckConstraint(
                condition=Q(target_kind="", target_id=None)
                | ~Q(target_kind="") & Q(target_id__isnull=False),
                name="attachment_target_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["target_kind", "target_id"], name="attachment_target"),
            models.Index(fields=["survivor", "-filed_at"], name="attachment_list"),
            models.Index(fields=["series"], name="attachment_versions"),
        ]
