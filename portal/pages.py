"""Pages of the open site (design 10)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, Revision
from wagtail.search import index

from casework.identity.privacy import Privacy, Purpose, Retention

from . import tongues
from .approval import reading
from .approval.panels import ReadingPanel
from .approval.rules import Asking
from .approval.second_person import SecondPersonPage
from .fields import BodyField
from .languages import OneLanguage
from .translated import LanguagesPanel, Translated

CONTENT_FIELDS = Privacy(
    purpose=Purpose.CONTENT, retention=Retention.CATALOGUE, none=("summary", "body")
)


SUMMARY = FieldPanel("summary", widget=AdminAutoHeightTextInput)  # seen whole while it is written


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
        *Page.content_panels, SUMMARY, FieldPanel("body"), ReadingPanel(),
        LanguagesPanel(),
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

    def below(self) -> Any:
        """Give the pages below this one; for a translation, those that speak its language."""
        if self.tongue is None:
            return self.get_children().live().public().exclude(slug__in=tongues.slugs()).specific()
        above = self.get_parent()
        same = Page.objects.live().public().filter(slug=self.slug, depth=above.depth + 2)
        order = [page.path for page in above.specific.below()]
        below = {page.path[: -Page.steplen]: page for page in same.descendant_of(above).specific()}
        return [below[path] for path in order if path in below]


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

    def below(self) -> list[Page]:
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


class ContentPage(Translated, BodyPage):
    """One subject; or the same subject as the page above it, in another language."""

    privacy = Privacy(
        purpose=Purpose.CONTENT, retention=Retention.CATALOGUE,
        staff=("translated_by", "reviewed_by"),  # by name for the work they do, as authors are
        none=("summary", "body", "translated_on", "reviewed_on"),
    )  # fmt: skip
    is_for_all = True

    content_panels = [*BodyPage.content_panels, Translated.panel]

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
    # Only its own translations: a page lies at most two steps below the home.
    subpage_types = ["portal.ContentPage"]

    class Meta:
        verbose_name = _("content page")


# What a woman who looks for help reads; the rest of the site comes after it.
HELP = (SectionPage, ContentPage)
