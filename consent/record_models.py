"""What she decided: append-only records, one decision per purpose and recipient class."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .text_models import ConsentText


class Form(models.TextChoices):
    """How the decision was obtained (report II.7, functions 3 and 5)."""

    CLAVE_UNICA = "clave_unica", _("By herself, with ClaveÚnica")
    BUTTON = "button", _("With a worker at her side, by button")
    PAPER = "paper", _("On paper, copy filed")


class Signer(models.TextChoices):
    """Who signed."""

    HERSELF = "herself", _("She herself")
    REPRESENTATIVE = "representative", _("Somebody on her behalf")


class Power(models.TextChoices):
    """By which power somebody signs for her (law DP-27, DP-42)."""

    PARENT = "parent", _("Mother or father")
    GUARDIAN = "guardian", _("Legal guardian")
    CARER = "carer", _("Person with personal care")
    MANDATE = "mandate", _("Written power of attorney")
    COURT = "court", _("Court order")


class Kind(models.TextChoices):
    """What the record is."""

    DECISION = "decision", _("Decision")
    WITHDRAWAL = "withdrawal", _("Change of mind")


class Lack(models.TextChoices):
    """What a record may still lack before her data may go anywhere (law DP-24, DP-27, DP-30)."""

    PRIVATE = "private", _("To be confirmed with her in private")
    SCAN = "scan", _("The scan of the signed paper")
    PROOF = "proof", _("The proof of who signs for her")


class ConsentRecord(OfSurvivor):
    """One act of deciding, never changed afterwards (law DP-24). A change of mind is a new one."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor",
            "text",
            "kind",
            "form",
            "signer",
            "power",
            "signer_name",
            "signer_document",
            "signed_on",
            "at",
            "evidence",
            "awaits_confirmation",
            "attachment",
            "power_proof",
            "paper_place",
        ),
        third_party=("representative",),
        staff=("assisted_by",),
    )

    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.DECISION)
    form = models.CharField(max_length=12, choices=Form.choices)
    signer = models.CharField(max_length=16, choices=Signer.choices, default=Signer.HERSELF)
    representative = models.ForeignKey(
        "casework.RelatedPerson", on_delete=models.PROTECT, null=True, related_name="+"
    )
    power = models.CharField(max_length=12, choices=Power.choices, blank=True)
    power_proof = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signer_name = EncryptedTextField()
    signer_document = EncryptedTextField(blank=True, default="")
    signed_on = models.DateField(_("date of signature"))
    at = models.DateTimeField(_("time of registration"))
    assisted_by = models.UUIDField(null=True)
    paper_place = models.CharField(_("where the original is kept"), max_length=160, blank=True)
    evidence = EncryptedJSONField(default=dict)
    awaits_confirmation = models.BooleanField(default=False)
    attachment = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signer="herself", representative=None, power="")
                | (models.Q(signer="representative") & ~models.Q(power="")),
                name="power_only_for_a_representative",
            )
        ]

    def lacks(self, brought: Collection[str] | None = None) -> list[Lack]:
        """Give what is still missing; a change of mind never lacks anything (law DP-23).

        brought: what was brought later, where the reader knows it; else it is looked for.
        """
        if self.kind == Kind.WITHDRAWAL:
            return []
        if brought is None:
            brought = {row.what for row in self.confirmations.all()}
        wanted = {
            Lack.PRIVATE: self.awaits_confirmation,
            Lack.SCAN: self.form == Form.PAPER and self.attachment_id is None,
            Lack.PROOF: self.signer == Signer.REPRESENTATIVE and self.power_proof_id is None,
        }
        return [lack for lack, needed in wanted.items() if needed and lack not in brought]


class ConsentDecision(OfSurvivor):
    """Yes or no to one purpose for one class of recipient."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "record", "purpose", "recipient", "given", "at"),
    )

    record = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="decisions")
    purpose = models.ForeignKey(
        "casework.SharingPurpose", on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.ForeignKey(
        "casework.RecipientClass", on_delete=models.PROTECT, related_name="+"
    )
    given = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "purpose", "recipient"], name="one_decision_per_recipient"
            )
        ]


class RelatedAnswer(OfSurvivor):
    """Whether a related person agreed to be in the file (report II.7, function 8; law DP-29)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor",),
        third_party=("related", "given", "at"),
        staff=("recorded_by",),
    )

    related = models.ForeignKey(
        "casework.RelatedPerson", on_delete=models.PROTECT, related_name="+"
    )
    given = models.BooleanField()
    at = models.DateTimeField()
    recorded_by = models.UUIDField()


class ConsentConfirmation(OfSurvivor):
    """What a record lacked and was brought later, as a row of its own: records never change.

    In private: she said again, alone with a worker, what she had answered online (safety.md 5).
    Scan: the copy of the paper she signed. Proof: the document of who signed for her (law DP-27).
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "record", "what", "attachment", "at"),
        staff=("confirmed_by",),
    )

    record = models.ForeignKey(
        ConsentRecord, on_delete=models.PROTECT, related_name="confirmations"
    )
    what = models.CharField(max_length=8, choices=Lack.choices)
    attachment = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "what"], name="confirmed_once"),
            models.CheckConstraint(
                condition=models.Q(what="private", attachment=None)
                | models.Q(what__in=["scan", "proof"], attachment__isnull=False),
                name="confirmed_with_what_it_lacked",
            ),
        ]
