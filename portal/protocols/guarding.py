"""The editors' workplace about documents: what open cases are worked by is not deleted."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from casework.protocols.queries import open_cases
from portal.approval.guarding import back

from . import annexes
from .kinds import Audience
from .pages import GuidelinePage, ProtocolPage


def held(page: Page) -> Iterator[tuple[ProtocolPage, int]]:
    """Give the protocols at a page or below it that open cases are worked by, and how many."""
    for protocol in ProtocolPage.objects.descendant_of(page, inclusive=True):
        cases = sum(open_cases(protocol.code).values())
        if cases:
            yield protocol, cases


def keep_held(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a protocol while open cases are worked by it."""
    reasons = [_refusal(protocol, cases) for protocol, cases in held(page)]
    return back(request, page, reasons) if reasons else None


def keep_held_among_many(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse the same when several pages are deleted at once."""
    if action != "delete":
        return None
    for page in objects:
        refused = keep_held(request, page) if isinstance(page, Page) else None
        if refused is not None:
            return refused
    return None


def hide_from_the_site(page: Page, request: HttpRequest, *args: Any) -> None:
    """Answer what is for staff only as if it were not there. Raises Http404."""
    closed = isinstance(page, ProtocolPage | GuidelinePage) and page.audience != Audience.PUBLIC
    if closed:
        raise Http404


def _refusal(protocol: ProtocolPage, cases: int) -> str:
    said = _(
        "“%(title)s” cannot be deleted: %(cases)s open cases are worked by it. "
        "Take it off the site instead: no new case will follow it."
    )
    return said % {"title": protocol.title, "cases": cases}


HOOKS = {
    "before_delete_page": keep_held,
    "before_bulk_action": keep_held_among_many,
    "before_serve_page": hide_from_the_site,
    "before_serve_document": annexes.before_serving,
}
