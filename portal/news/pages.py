"""A list of news and each of them."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from casework.identity.privacy import Privacy, Purpose, Retention
from portal.pages import CONTENT_FIELDS, BodyPage, ContentPage

A_PAGE = 20


class NewsPage(BodyPage):
    """Something new, of a day."""

    privacy = Privacy(
        purpose=Purpose.CONTENT, retention=Retention.CATALOGUE,
        none=("summary", "body", "happened_on"),
    )  # fmt: skip

    happened_on = models.DateField(_("day"), help_text=_("The newest are listed first."))

    content_panels = [*Page.content_panels, FieldPanel("happened_on"), *BodyPage.content_panels[1:]]
    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types = ["portal.ContentPage"]
    template = "portal/news/page.html"

    class Meta:
        verbose_name = _("piece of news")


class NewsIndexPage(BodyPage):
    """All the news, the newest first."""

    privacy = CONTENT_FIELDS

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.NewsPage", "portal.ContentPage"]
    template = "portal/news/index.html"

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news."""
        listed = Paginator(newest(), A_PAGE).get_page(request.GET.get("pagina"))
        return {**super().get_context(request, *args, **kwargs), "listed": listed}

    def below(self) -> QuerySet[Page]:
        """Give the other pages below it."""
        return super().below().type(ContentPage)


def newest() -> QuerySet[NewsPage]:
    """Give the news anybody may read, the newest first."""
    return NewsPage.objects.live().public().order_by("-happened_on", "-pk")
