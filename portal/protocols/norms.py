"""The norms a document rests on, with where each is read: our page about it, or its owner's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from casework.identity.spanish import bare

from . import congress
from .kinds import Audience
from .shelves import Shelf

# A law is cited by its number: "Ley 21.675, art. 8" speaks of the norm whose title holds it. A code
# has none: "Código Civil, art. 222" speaks of the norm whose title is its name.
_NUMBER = re.compile(r"\d{1,3}\.\d{3}")


@dataclass(frozen=True, slots=True)
class Norm:
    """address: empty when it can be read nowhere we know. ours: on a page of this site."""

    title: str
    address: str
    ours: bool = False


def linked(norms: Iterable[Mapping[str, Any]], shelf: Shelf) -> list[Norm]:
    """Give the norms with their addresses; one question for all pages, none where none is named.

    A page that is not published any more, or not for this reader, leaves the owner's address.
    """
    found = list(norms)
    pages = _pages([one["ours"] for one in found if one.get("ours")], shelf)
    return [
        Norm(one["title"], pages[one["ours"]], ours=True)
        if one.get("ours") in pages
        else Norm(one["title"], one.get("url") or "")
        for one in found
    ]


def cited(source: str, norms: Iterable[Norm]) -> str:
    """Give where the first norm that a step cites is read; empty when nobody says where.

    As the document says; what it does not name, at the Library of Congress where we know it.
    """
    named = [(one.title, one.address) for one in norms if one.address]
    places = [
        (place, rank, address)
        for rank, known in enumerate((named, congress.NORMS.items()))
        for title, address in known
        if (place := _place(title, source)) is not None
    ]
    return min(places, default=(0, 0, ""))[2]


def _place(title: str, source: str) -> int | None:
    """Give where in a citation a norm is cited; None: it is not."""
    names = _NUMBER.findall(title) or [title]
    found = (re.search(rf"(?<!\w){re.escape(bare(one))}(?!\w)", bare(source)) for one in names)
    return min((one.start() for one in found if one), default=None)


def _pages(ids: list[int], shelf: Shelf) -> dict[int, str]:
    if not ids:
        return {}
    live = Page.objects.live().public().filter(pk__in=ids).specific()
    read = {page.pk: _address(page, shelf) for page in live}
    return {number: address for number, address in read.items() if address}


def _address(page: Any, shelf: Shelf) -> str:
    """Give where a reader of this shelf reads a page; documents for staff only, in their zone."""
    if hasattr(page, "audience"):
        if shelf.is_staff:
            return reverse("library:document", args=[page.code])
        if page.audience != Audience.PUBLIC:
            return ""
    return str(page.get_url() or "")
