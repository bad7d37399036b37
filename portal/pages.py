"""Pages of the open site (design 10)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from casework.identity.privacy import Privacy, Purpose, Retention

from .approval.pages import SecondPersonPage
from .fields import BodyField

CONTENT_FIELDS = Privacy(
    purpose=Purpose.CONTENT, retention=Retention.CATALOGUE, none=("summary", "body")
)


class BodyPage(SecondPersonPage):
    """A page made of a summary and a body."""

    summary = models.CharField(
        _("summary"),
        max_length=200,
        help_text=_("One or two short sentences; also shown where other pages link here."),
    )
    body = BodyField(verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
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
        pieces = [
            text for block in self.body for text in block.block.get_searchable_content(block.value)
        ]
        return "\n".join([self.title, self.summary, *pieces])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below, so that every page leads on."""
        below = self.get_children().live().public().specific()
        return {**super().get_context(request, *args, **kwargs), "below": below}


class HomePage(BodyPage):
    """The door: help in five seconds, then the way to everything else."""

    privacy = CONTENT_FIELDS

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.SectionPage", "portal.ContentPage", "portal.PrivacyPage"]

    class Meta:
        verbose_name = _("home page")


class SectionPage(BodyPage):
    """A part of the site: says what is in it and lists its pages."""

    privacy = CONTENT_FIELDS

    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ContentPage"]

    class Meta:
        verbose_name = _("section")


class ContentPage(BodyPage):
    """One subject."""

    privacy = CONTENT_FIELDS

    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("content page")
