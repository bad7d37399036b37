"""Every page anybody may read, as a tree for people and as a list for robots."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from casework.territory.validity import chilean_day
from portal.directory import places
from portal.search.alike import open_pages

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Open to everybody, and no page an editor writes.
OTHERS = (
    ("phones", _("Telephones")),
    ("directory:map", _("Centres, on a drawing of the country")),
    ("search:page", _("Search")),
    ("questions:write", _("Ask or complain")),
    ("verify:check", _("Check a document")),
)
IN_BOTH = {"phones", "directory:map", "search:page"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the map. depth: 0 for what hangs from the home."""

    title: str | Promise
    url: str
    depth: int
    language: str


def leaves(language: str) -> list[Leaf]:
    """Give the pages in a language, in the order of the tree."""
    floor = 2 if language == "es" else 3  # an English page lies below its Spanish one
    return [
        Leaf(page.title, page.url, max(page.depth - floor - 1, 0), language)
        for page in open_pages(language).order_by("path")
        if page.url
    ]


def others(language: str) -> Iterator[Leaf]:
    """Give what is no page of an editor."""
    for name, label in OTHERS:
        english = language == "en" and name in IN_BOTH
        yield Leaf(label, reverse(f"{name}-english" if english else name), 0, language)


def sitemap(request: HttpRequest) -> bytes:
    """Give the list robots read: pages with the day they were last published."""
    origin = f"{request.scheme}://{request.get_host()}"
    root = ElementTree.Element("urlset", xmlns=SPACE)
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path"):
        day = page.last_published_at
        _add(root, origin + page.url, chilean_day(day).isoformat() if day else "")
    regions = [f"/red-de-apoyo/region/{region.pk}/" for region in places.regions()]
    for address in [reverse("phones"), reverse("directory:map"), *regions]:
        _add(root, origin + address, "")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(root: ElementTree.Element, address: str, day: str) -> None:
    url = ElementTree.SubElement(root, "url")
    ElementTree.SubElement(url, "loc").text = address
    if day:
        ElementTree.SubElement(url, "lastmod").text = day
