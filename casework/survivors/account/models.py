"""Her account of what she lived, as she told it, and what was added later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention

from ..models import OfSurvivor


class Account(OfSurvivor):
    """An entry of her account: who told it, when, who wrote it down and signed it, where.

    It follows her, so that the next team reads it instead of asking. The database lets nobody
    change an entry: what was wrong is put right by another one that names it in `about`.
    Words of a child are kept as said and nothing was asked of the child (law SE-05).
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "kind", "words", "told_on", "about"),
        third_party=("child",),
        staff=("written_by", "written_at", "signature"),
        none=("centre",),
    )

    class Kind(models.TextChoices):
        """What the entry is."""

        TOLD = "told", _("What she told")
        ADDED = "added", _("What she added")
        CORRECTED = "corrected", _("A correction")
        CHILD = "child", _("Words of a child, as they were said")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = EncryptedTextField(_("her words"))
    told_on = models.DateField(_("told on"))
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(
        "casework.RelatedPerson", on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_by = models.UUIDField()
    written_at = models.DateTimeField()
    signature = EncryptedTextField(_("signed by"))
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["survivor", "written_at"], name="account_in_order")]
        constraints = [
            models.CheckConstraint(
                name="account_correction_names_what",
                condition=~models.Q(kind="corrected") | models.Q(about__isnull=False),
            )
        ]
