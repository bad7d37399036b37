"""Who translated a page, who read it back, and which pages lack a language or fell behind.

Only people translate (safety.md 6): somebody who translates and somebody else who reads the words
back, both by name and day. A translation is behind once its Spanish page was published again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page, Revision

from casework.territory.validity import chilean_day

from . import tongues
from .approval.rules import Asking
from .tongues import Tongue


class Translated(models.Model):
    """What a page in another language says of its translation. Goes before the page's class."""

    translated_by = models.CharField(
        gettext_lazy("translated by"), max_length=120, blank=True,
        help_text=gettext_lazy("A person, by name. Nothing here is translated by a machine."),
    )  # fmt: skip
    translated_on = models.DateField(
        gettext_lazy("from the Spanish of this day"), null=True, blank=True
    )
    reviewed_by = models.CharField(
        gettext_lazy("reviewed by"), max_length=120, blank=True,
        help_text=gettext_lazy("Somebody else, who read it back into Spanish."),
    )  # fmt: skip
    reviewed_on = models.DateField(gettext_lazy("reviewed on"), null=True, blank=True)

    class Meta:
        abstract = True

    panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("translated_by"), FieldPanel("translated_on")]),
            FieldRowPanel([FieldPanel("reviewed_by"), FieldPanel("reviewed_on")]),
        ],
        heading=gettext_lazy("Translation (only of a page in another language)"),
    )

    def why_not(self, revision: Revision, by: Asking) -> list[str]:
        """Add what a translation needs before it is offered to anybody."""
        reasons: list[str] = super().why_not(revision, by)  # type: ignore[misc]
        draft: Any = revision.as_object()
        return [*problems(draft), *reasons] if draft.tongue else reasons


def problems(draft: Any) -> Iterator[str]:
    """Say what is missing of a translation, in words for the editor."""
    if not (draft.translated_by and draft.translated_on):
        yield _("Write who translated it, and the day of the Spanish that was translated.")
    if not (draft.reviewed_by and draft.reviewed_on):
        yield _("Write who reviewed the translation, and when.")
    same = draft.translated_by.strip().lower() == draft.reviewed_by.strip().lower()
    if draft.translated_by and same:
        yield _("Somebody else reviews a translation, not the one who made it.")
    days = [day for day in (draft.translated_on, draft.reviewed_on) if day]
    if any(day > chilean_day(timezone.now()) for day in days):
        yield _("The translation has a day that is still to come.")
    if len(days) == len({"translated", "reviewed"}) and days[1] < days[0]:
        yield _("It was reviewed before it was translated: correct the days.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a page stands in a language. page: its translation, published or not; None: none yet."""

    tongue: Tongue
    page: Any = None
    behind: bool = False

    @property
    def word(self) -> str | Promise:
        """Give it in words."""
        if self.page is None:
            return _("missing")
        if not self.page.live:
            return _("a draft, not offered yet")
        return _("older than the Spanish") if self.behind else _("up to date")

    @property
    def is_well(self) -> bool:
        """Say whether nothing has to be done."""
        return self.page is not None and self.page.live and not self.behind


def standings(page: Page, below: list[Any]) -> list[Standing]:
    """Give how a Spanish page stands in every language. below: the pages right below it."""
    there = {one.slug: one for one in below}
    return [
        Standing(one, there.get(one.slug), is_behind(there.get(one.slug), page))
        for one in tongues.tongues()
    ]


def is_behind(translation: Any, original: Page) -> bool:
    """Say whether the Spanish was published after what was translated."""
    if translation is None or original.last_published_at is None:
        return False
    day = getattr(translation, "translated_on", None) or _published(translation)
    return day is None or day < chilean_day(original.last_published_at)


def _published(page: Page) -> date | None:
    return chilean_day(page.last_published_at) if page.last_published_at else None


class LanguagesPanel(Panel):
    """Shows the editor of a Spanish page how it stands in each language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("In other languages"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "portal/editing/languages_panel.html"

        def is_shown(self) -> bool:
            """Say whether the page is one that people may need in their language."""
            needed = self.instance.pk and self.instance.is_for_all and not self.instance.tongue
            return bool(needed) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the standings."""
            below = list(self.instance.get_children().specific())
            found = standings(self.instance, below)
            shown = {"standings": found, "page": self.instance}
            return {**super().get_context_data(parent_context), **shown}
