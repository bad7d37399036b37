"""What an answer may rest on and how it is worded: rows people edit, with validity (law DP-06)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .choices import Asked, Outcome, Regime


class LegalGround(Dated):
    """A legal ground for refusing, whole or in part, in the law's words and in plain ones.

    proposal: not confirmed by the legal unit yet; shown as such wherever it is offered.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("code", "label", "citation", "explanation", "rights", "regime", "proposal", "order",
              "valid_from", "valid_to"),
    )  # fmt: skip

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    label = models.CharField(_("ground"), max_length=160)
    citation = models.CharField(_("where it is written"), max_length=160)
    explanation = models.TextField(_("in plain words, for her"))
    rights = ArrayField(
        models.CharField(max_length=16, choices=Asked.choices), verbose_name=_("for which requests")
    )
    regime = models.CharField(_("law"), max_length=4, choices=Regime.choices, blank=True)
    proposal = models.BooleanField(_("proposed, to be confirmed by lawyers"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    objects = DatedQuerySet["LegalGround"].as_manager()

    class Meta:
        verbose_name = _("legal ground")
        verbose_name_plural = _("legal grounds")
        ordering = ["order", "code"]
        constraints = [days_in_order("legalground_days")]

    def __str__(self) -> str:
        return str(self.label)


class AnswerTemplate(Dated):
    """Words an answer begins with; whoever prepares it changes them. One per case and language."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("id", "right", "outcome", "language", "body", "proposal", "valid_from", "valid_to"),
    )

    right = models.CharField(_("request"), max_length=16, choices=Asked.choices, blank=True)
    outcome = models.CharField(_("what is answered"), max_length=8, choices=Outcome.choices)
    language = models.CharField(_("language"), max_length=8, default="es")
    body = models.TextField(_("text"))
    proposal = models.BooleanField(_("proposed, to be confirmed by lawyers"), default=True)

    objects = DatedQuerySet["AnswerTemplate"].as_manager()

    class Meta:
        verbose_name = _("text of an answer")
        verbose_name_plural = _("texts of answers")
        ordering = ["right", "outcome", "language"]
        constraints = [days_in_order("answertemplate_days")]

    def __str__(self) -> str:
        asked = self.get_right_display() if self.right else _("Any request")
        return f"{asked} · {self.get_outcome_display()}"
