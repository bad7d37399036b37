"""Links of the site that lead nowhere: to pages that are gone, hidden or were never there.

Addresses outside are not visited: the product calls nobody (safety.md AB40).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from portal.approval.words import written

_LINK = re.compile(r"<a\b[^>]*>")
_NAMED = re.compile(r'\b(href|linktype|id)=\\?"([^"\\]*)\\?"')


@dataclass(frozen=True, slots=True)
class Broken:
    """A link on a page, and where it would lead."""

    page: Page
    target: str


def links(page: Page) -> Iterator[dict[str, str]]:
    """Give the marks of each link a page carries, as its editor wrote them."""
    for text in written(page.serializable_data()).values():
        for found in _LINK.finditer(text):
            yield dict(_NAMED.findall(found[0]))


def broken() -> list[Broken]:
    """Give every link of the site that leads nowhere, in the order of its pages."""
    leads = _judge()
    pages = Page.objects.live().filter(depth__gt=1).order_by("path").specific()
    return [
        Broken(page, one.get("href") or f"{one.get('linktype')} {one.get('id')}")
        for page in pages.iterator() for one in links(page) if not leads(one)
    ]  # fmt: skip


def _judge() -> Callable[[dict[str, str]], bool]:
    """Give what says of a link whether it leads somewhere, having read the site once."""
    live = {str(pk): path for pk, path in Page.objects.live().values_list("pk", "url_path")}
    files = {str(pk) for pk in get_document_model().objects.values_list("pk", flat=True)}
    root = Site.objects.get(is_default_site=True).root_page.url_path
    places = {"/" + path.removeprefix(root) for path in live.values()}
    places |= {path + "/" for path in Redirect.objects.values_list("old_path", flat=True)}

    def leads(link: dict[str, str]) -> bool:
        if link.get("linktype") == "page":
            return link.get("id") in live
        if link.get("linktype") == "document":
            return link.get("id") in files
        address = link.get("href", "").partition("#")[0].partition("?")[0]
        return not address.startswith("/") or address in places or _is_a_screen(address)

    return leads


def _is_a_screen(address: str) -> bool:
    """Say whether something besides the pages answers an address."""
    try:
        return resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False
