"""Files that go with documents: open to everybody only where an open page leads to them."""

from django.http import Http404, HttpRequest
from wagtail.documents.models import Document
from wagtail.models import Page, ReferenceIndex

from casework.access.principals import ANONYMOUS

from . import queries
from .models import DocumentVersion


def before_serving(document: Document, request: HttpRequest) -> None:
    """Refuse a file to the open site unless something open leads to it. Raises Http404."""
    if not is_open(document):
        raise Http404


def is_open(document: Document) -> bool:
    """Say whether a page or version open to everybody leads to a file."""
    if _holding(queries.visible_to(ANONYMOUS), document.pk).exists():
        return True
    named = ReferenceIndex.get_references_to(document).values_list("object_id", flat=True)
    pages = [int(one) for one in named if str(one).isdigit()]
    return bool(Page.objects.live().public().filter(pk__in=pages).exists())


def is_annex(document: int) -> bool:
    """Say whether any published version has a file as its annex."""
    return _holding(DocumentVersion.objects.all(), document).exists()


def _holding(rows: queries.Versions, document: int) -> queries.Versions:
    # The text of the annexes is JSON with its names in order, so the number ends with a comma.
    return rows.filter(words__annexes__icontains=f'"document": {document},')
