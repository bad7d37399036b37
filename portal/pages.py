"""Pages of the open site (design 10)."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Revision
from wagtail.search import index

from casework.identity.privacy import Privacy, Purpose, Retention

from .approval import reading
from .approval.panels import ReadingPanel
from .approval.rules import Asking
from .approval.second_person import SecondPersonPage
from .fields import BodyField
from .languages import ENGLISH, OneLanguage

CONTENT_FIELDS = Privacy(
    purpose=Purpose.CONTENT, retention=Retention.CATALOGUE, none=("summary", "body")
)


class BodyPage(OneLanguage, SecondPersonPage):
    """A page made of a summary and a body."""

    is_for_all = False  # whether somebody in danger may need it: then its words are plain

    summary = models.CharField(
        _("summary"),
        max_length=200,
        help_text=_("One or two short sentences; also shown where other pages link here."),
    )
    body = BodyField(verbose_name=_("body"), blank=True)

    content_panels = [
        *Page.content_panels, FieldPanel("summary"), FieldPanel("body"), ReadingPanel(),
    ]  # fmt: skip
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    @property
    def plain_text(self) -> str:
        """Everything the page says, a line for each piece: for search and reading ease."""
        return "\n".join(self.plain_pieces)

    @property
    def plain_pieces(self) -> list[str]:
        """Give the words of the page, piece by piece."""
        written = (block.block.get_searchable_content(block.value) for block in self.body)
        return [self.title, self.summary, *(text for texts in written for text in texts)]

    def why_not(self, revision: Revision, by: Asking) -> list[str]:
        """Give the reasons against publishing: also words too hard for whoever needs them."""
        draft = revision.as_object()
        read_by_all = self.is_for_all and draft.spoken == "es"
        hard = reading.problems(draft.plain_pieces) if read_by_all else ()
        return [*hard, *super().why_not(revision, by)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below, so that every page leads on."""
        return {**super().get_context(request, *args, **kwargs), "below": self.below()}

    def below(self) -> QuerySet[Page]:
        """Give the pages below this one; for an English page, the English of those."""
        if not self.is_english:
            return self.get_children().live().public().exclude(slug=ENGLISH).specific()
        above = self.get_parent()
        english = Page.objects.live().public().filter(slug=ENGLISH, depth=above.depth + 2)
        return english.descendant_of(above).order_by("path").specific()


class HomePage(BodyPage):
    """The door: help in five seconds, then the way to everything else."""

    privacy = CONTENT_FIELDS
    is_for_all = True

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "portal.SectionPage",
        "portal.ContentPage",
        "portal.PrivacyPage",
        "portal.ProtocolIndexPage",
        "portal.GuidelineIndexPage",
        "portal.NewsIndexPage",
        "portal.CourseIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def below(self) -> list[Page]:  # type: ignore[override]
        """Give the pages below, those of help before the ones for teams."""
        return sorted(super().below(), key=lambda page: not isinstance(page, HELP))


class SectionPage(BodyPage):
    """A part of the site: says what is in it and lists its pages."""

    privacy = CONTENT_FIELDS
    is_for_all = True

    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ContentPage"]

    class Meta:
        verbose_name = _("section")


class ContentPage(BodyPage):
    """One subject."""

    privacy = CONTENT_FIELDS
    is_for_all = True

    parent_page_types = [
        "portal.HomePage",
        "portal.SectionPage",
        "portal.ProtocolIndexPage",
        "portal.GuidelineIndexPage",
        "portal.NewsIndexPage",
        "portal.NewsPage",
        "portal.CourseIndexPage",
        "portal.ContentPage",
    ]
    # Only its own English: a page lies at most two steps below the home.
    subpage_types = ["portal.ContentPage"]

    class Meta:
        verbose_name = _("content page")


# What a woman who looks for help reads; the rest of the site comes after it.
HELP = (SectionPage, ContentPage)
