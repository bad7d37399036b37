"""The two lists the documents hang from, each with what other institutions have published."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from casework.access.principals import ANONYMOUS
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import chilean_day
from portal.pages import BodyPage, ContentPage

from . import queries
from .facets import A_PAGE, Facets
from .fields import ReferencesField
from .kinds import Kind
from .shelves import PUBLIC

FIELDS = Privacy(
    purpose=Purpose.CONTENT, retention=Retention.CATALOGUE, none=("summary", "body", "references")
)
TEMPLATE = "portal/protocols/index.html"


class LibraryIndexPage(BodyPage):
    """A list of documents of one kind."""

    kind: Kind

    references = ReferencesField(
        verbose_name=_("documents of other institutions"),
        help_text=_("Title, owner and year only: their text stays with their owner."),
    )

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    content_panels = [*BodyPage.content_panels, FieldPanel("references")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the documents open to everybody, narrowed by what is asked for."""
        form = Facets(request.GET or None, queries.visible_to(ANONYMOUS), self.kind)
        found = form.found(chilean_day(timezone.now()))
        page = Paginator(found, A_PAGE).get_page(request.GET.get("pagina"))
        context = super().get_context(request, *args, **kwargs)
        return {**context, "form": form, "listed": page, "shelf": PUBLIC}

    def below(self) -> Any:
        """Give the other pages below it: documents stand in a list of their own."""
        others: Any = super().below()
        return others.type(ContentPage)


class ProtocolIndexPage(LibraryIndexPage):
    """The protocols."""

    privacy = FIELDS
    template = TEMPLATE
    kind = Kind.PROTOCOL

    subpage_types = ["portal.ProtocolPage", "portal.ContentPage"]

    class Meta:
        verbose_name = _("list of protocols")


class GuidelineIndexPage(LibraryIndexPage):
    """The technical guidelines."""

    privacy = FIELDS
    template = TEMPLATE
    kind = Kind.GUIDELINE

    subpage_types = ["portal.GuidelinePage", "portal.ContentPage"]

    class Meta:
        verbose_name = _("list of technical guidelines")
