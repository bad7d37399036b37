"""The three questions: rows people edit, with validity."""

from datetime import date

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .choices import Topic
from .load import WORDS


class OpinionQuestion(Dated):
    """How one topic is asked, in one language, while it is in force."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("id", "topic", "language", "words", "valid_from", "valid_to"),
    )

    topic = models.CharField(_("topic"), max_length=8, choices=Topic.choices)
    language = models.CharField(_("language"), max_length=8, default="es")
    words = models.CharField(_("question"), max_length=120)

    objects = DatedQuerySet["OpinionQuestion"].as_manager()

    class Meta:
        verbose_name = _("question of opinion")
        verbose_name_plural = _("questions of opinion")
        ordering = ["topic", "language", "-valid_from"]
        constraints = [days_in_order("opinionquestion_days")]

    def __str__(self) -> str:
        return str(self.words)


def questions_on(day: date, language: str) -> dict[str, str]:
    """Give the words of each topic that day: in her language, else in Spanish.

    A topic nobody words keeps its first words.
    """
    rows = OpinionQuestion.objects.valid_on(day).filter(language__in={language, "es"})
    by_day = rows.order_by(F("valid_from").asc(nulls_first=True))
    hers_last = sorted(by_day, key=lambda row: row.language == language)
    found = {row.topic: str(row.words) for row in hers_last}
    return {str(topic): found.get(topic, WORDS["es"][topic]) for topic in Topic}
