"""What is filed in her file: documents by reference to private, encrypted files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor


class Attachment(OfSurvivor):
    """One document in her file (report II.1 b, Anexos). Titles are neutral by construction."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "stored_file", "sealed_document", "kind"),
        staff=("filed_by",),
        none=("filed_at",),
    )

    class Kind(models.TextChoices):
        """What it is."""

        SIGNED_RECORD = "signed_record", _("Signed record")
        WITHDRAWAL = "withdrawal", _("Withdrawal receipt")
        PAPER_SCAN = "paper_scan", _("Scan of a signed paper")
        POWER = "power", _("Proof of representation")
        OTHER = "other", _("Document")

    stored_file = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    sealed_document = models.ForeignKey(
        "casework.SealedDocument", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    filed_at = models.DateTimeField()
    filed_by = models.UUIDField(null=True)
