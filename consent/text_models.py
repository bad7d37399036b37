"""The texts she is asked to consent to: versioned, approved by two, frozen once used."""

import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from casework.identity.privacy import Privacy, Purpose, Retention

# The five elements of report II.7, in its order, and the two sentences of law DP-23.
NOTICE_FIELDS = (
    "notice_purpose",
    "notice_consequences",
    "notice_rights",
    "notice_truth",
    "notice_secrecy",
)
LEGAL_FIELDS = ("words_on_refusing", "words_on_withdrawing")


class Stage(models.TextChoices):
    """Life of a version. Moves are in `consent.text_states`."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Waiting for approval")
    APPROVED = "approved", _("In force")
    RETIRED = "retired", _("Replaced")


class ConsentText(ClusterableModel):
    """One version, in one language, of one text (report II.7, law DP-20 to DP-24)."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        staff=("author", "approved_by"),
        none=(
            "id",
            "code",
            "version",
            "language",
            "title",
            "introduction",
            *NOTICE_FIELDS,
            *LEGAL_FIELDS,
            "statement",
            "stage",
            "required",
            "created_at",
            "approved_at",
            "fingerprint",
        ),
    )
    wagtail_reference_index_ignore = True

    code = models.SlugField(_("series"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), editable=False, default=1)
    language = models.CharField(_("language"), max_length=12, default="es")
    title = models.CharField(
        _("title"), max_length=120, help_text=_("Neutral: it may be seen over her shoulder.")
    )
    introduction = models.TextField(_("introduction"))
    notice_purpose = models.TextField(_("a) what the data is for and who may receive it"))
    notice_consequences = models.TextField(_("b) what happens if she gives it or not"))
    notice_rights = models.TextField(_("c) her rights, and where to use them"))
    notice_truth = models.TextField(_("d) telling things as they are"))
    notice_secrecy = models.TextField(_("e) who may see it"))
    words_on_refusing = models.TextField(_("refusing does not end the service"))
    words_on_withdrawing = models.TextField(_("she may change her mind, from then on"))
    statement = models.TextField(_("what she declares by signing"))
    required = models.BooleanField(
        _("every woman attended is asked"),
        default=True,
        help_text=_("Counts as missing in the reports until she has answered. She may refuse."),
    )
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.DRAFT, editable=False
    )
    author = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        permissions = [("approve_consenttext", "Can approve consent texts")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "language", "version"], name="one_text_per_version"
            ),
            models.UniqueConstraint(
                fields=["code", "language"],
                condition=models.Q(stage="approved"),
                name="one_text_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("author")),
                name="approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["draft", "review"])
                | models.Q(author__isnull=False, approved_by__isnull=False)
                & ~models.Q(fingerprint=""),
                name="in_force_only_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, v{self.version})"

    def canonical(self) -> bytes:
        """Give the exact words she is shown, as bytes that never vary, for the fingerprint."""
        words = ("code", "version", "language", "title", "introduction", "statement")
        content: dict[str, object] = {
            name: getattr(self, name) for name in (*words, *NOTICE_FIELDS, *LEGAL_FIELDS)
        }
        content["items"] = [item.canonical() for item in self.items.all()]
        return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()

    def compute_fingerprint(self) -> str:
        """Give the SHA-256 of the canonical words, in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()


class ConsentItem(Orderable):
    """One decision asked: one purpose for one class of recipient (law DP-20: nothing bundled)."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("id", "sort_order", "text", "purpose", "recipient", "question", "detail"),
    )
    wagtail_reference_index_ignore = True

    text = ParentalKey(ConsentText, on_delete=models.CASCADE, related_name="items")
    purpose = models.ForeignKey(
        "casework.SharingPurpose", on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.ForeignKey(
        "casework.RecipientClass", on_delete=models.PROTECT, related_name="+"
    )
    question = models.CharField(_("question"), max_length=200)
    detail = models.TextField(_("which data, in her words"), blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["text", "purpose", "recipient"], name="one_question_per_recipient"
            )
        ]

    def canonical(self) -> dict[str, str]:
        """Give the question's words and codes for the fingerprint."""
        return {
            "purpose": str(self.purpose_id),
            "recipient": str(self.recipient_id),
            "question": self.question,
            "detail": self.detail,
        }
