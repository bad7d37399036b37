"""Helplines: numbers that answer, with hours somebody has checked."""

import logging
from collections.abc import Iterator

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel

from casework.identity.privacy import Privacy, Purpose, Retention

from .approval.second_person import SecondPersonRecord

log = logging.getLogger(__name__)
SAID = ("number", "name", "name_english", "hours", "hours_english", "checked_on", "is_verified",
        "is_chat")  # fmt: skip
UNSAID = {"is_chat": False}  # what a version kept before there was the question stands for
PUBLICATION = (
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by",
)  # fmt: skip


class Helpline(SecondPersonRecord):
    """A number to call. Its hours are shown only when somebody has checked them on a date.

    One person writes a change, another publishes it: a false number is dangerous (AB22).

    Sources disagree on the hours of the 1455 (domain.md 5), and a woman who calls outside them
    loses time: hence the date, and silence in place of a guess.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=(*SAID, "is_shown", "position", *PUBLICATION),
    )
    wagtail_reference_index_ignore = True

    number = models.CharField(
        _("number"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"^\+?[0-9 ]{3,19}$", _("Only figures, spaces and a leading +."))
        ],
    )
    name = models.CharField(_("what it is for, in few words"), max_length=80)
    name_english = models.CharField(_("the same in English"), max_length=80, blank=True)
    hours = models.CharField(
        pgettext_lazy("when a number answers", "hours"), max_length=80, blank=True
    )
    hours_english = models.CharField(_("hours, in English"), max_length=80, blank=True)
    checked_on = models.DateField(_("hours checked on"), null=True, blank=True)
    is_verified = models.BooleanField(_("hours verified"), default=False)
    is_chat = models.BooleanField(
        _("answers on WhatsApp"), default=False,
        help_text=_("The number is written whole, with +56. Pressing it opens a conversation."),
    )  # fmt: skip
    is_shown = models.BooleanField(_("shown on the site"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("number"),
        FieldPanel("name"),
        FieldPanel("name_english"),
        FieldPanel("hours"),
        FieldPanel("hours_english"),
        FieldPanel("checked_on"),
        FieldPanel("is_verified"),
        FieldPanel("is_chat"),
        FieldPanel("is_shown"),
        FieldPanel("position"),
    ]

    revisions = GenericRelation("wagtailcore.Revision", content_type_field="content_type",
                                object_id_field="object_id", for_concrete_model=False)  # fmt: skip
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type",
        object_id_field="object_id", for_concrete_model=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["position", "number"]
        constraints = [
            models.CheckConstraint(
                name="verified_hours_have_a_date",
                condition=models.Q(is_verified=False)
                | (models.Q(checked_on__isnull=False) & ~models.Q(hours="")),
                violation_error_message=_("Write the hours and the day they were checked."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def address(self) -> str:
        """What a telephone dials, or the conversation it opens."""
        if self.is_chat:
            return "https://wa.me/" + "".join(filter(str.isdigit, self.number))
        return "tel:" + self.number.replace(" ", "")

    @property
    def is_as_published(self) -> bool:
        """Say whether it reads as the version two persons put on the site."""
        if self.live_revision is None:  # as the site began with it
            return True
        published = self.live_revision.content
        told = {name: published.get(name, UNSAID.get(name)) for name in SAID}
        return all(_plain(getattr(self, name)) == _plain(told[name]) for name in SAID)


def shown() -> list[Helpline]:
    """Give the numbers on the site, in their order, in one statement.

    A number that somebody changed behind the editors' back is left out, and the log says so
    (safety.md AB22): none is better than a false one.
    """
    lines = Helpline.objects.filter(live=True, is_shown=True).select_related("live_revision")
    return list(_as_published(lines))


def _as_published(lines: models.QuerySet[Helpline]) -> Iterator[Helpline]:
    for line in lines:
        if line.is_as_published:
            yield line
        else:
            log.error("A helpline differs from what was published; it is not shown.")


def _plain(value: object) -> str:
    return "" if value is None else str(value)
