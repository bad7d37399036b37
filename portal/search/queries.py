"""Finding pages by their words: only those published and open to everybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from casework.identity.spanish import bare
from portal import tongues
from portal.serving import STORE
from portal.tongues import ENGLISH

from .sources import Hit, others

MOST, MANY = 20, 100
LIKE = 0.75  # how alike a mistaken word and a word of the site must be
KINDS = {
    "protocolpage": _("Protocol"), "guidelinepage": _("Technical guideline"),
    "newspage": _("News"), "coursepage": _("Course"), "privacypage": _("Privacy"),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. instead: the words used in place of mistaken ones, or ""."""

    hits: list[Hit]
    instead: str = ""


def find(text: str, language: str, request: HttpRequest | None = None) -> Found:
    """Give what has all the words; else, some of them; else, words much like them.

    request: whoever asks, so that the addresses of pages are worked out once.
    """
    elsewhere = others(text, language)
    pages = _pages(text, language, "and") or _pages(text, language, "or")
    hits = [_hit(page, language, request) for page in pages]
    if hits or elsewhere:
        return Found([*elsewhere, *hits][:MOST])
    meant = _meant(text, language)
    alike = _pages(meant, language, "or") if meant else []
    return Found([_hit(page, language, request) for page in alike], meant)


def open_pages(language: str) -> QuerySet[Page]:
    """Give the pages anybody may read in a language, from the home down."""
    pages = Page.objects.live().public().filter(depth__gt=1)
    if language == "en":
        return pages.filter(slug=ENGLISH)
    return pages.exclude(slug__in=tongues.slugs())


def is_in(page: Page, language: str) -> bool:
    """Say whether a page is written in Spanish or English, as its address says."""
    return page.slug == ENGLISH if language == "en" else page.slug not in tongues.slugs()


def _pages(text: str, language: str, operator: str) -> list[Page]:
    # The index knows nothing of languages: those of the other one are left out afterwards.
    found = Page.objects.live().public().filter(depth__gt=1).search(text, operator=operator)[:MANY]
    spoken = [page.pk for page in found if is_in(page, language)][:MOST]
    whole = {page.pk: page for page in Page.objects.filter(pk__in=spoken).specific()}
    return [whole[pk] for pk in spoken]


def _hit(page: Page, language: str, request: HttpRequest | None) -> Hit:
    kind = KINDS.get(page._meta.model_name or "", _("Page"))
    return Hit(page.title, page.get_url(request), getattr(page, "summary", ""), kind, language)


def _meant(text: str, language: str) -> str:
    """Give the words of the site most like the ones typed; "" when nothing is like them."""
    known = _vocabulary(language)
    meant = [get_close_matches(bare(word), known, n=1, cutoff=LIKE) for word in text.split()]
    return " ".join(known[match[0]] for match in meant if match)


def _vocabulary(language: str) -> dict[str, str]:
    """Give the words of titles and summaries as they are written, by their bare form."""
    key = f"words|{language}"
    kept = caches[STORE].get(key)
    if kept is None:
        said = " ".join(_said(language))
        kept = {bare(word): word.lower() for word in _WORD.findall(said)}
        caches[STORE].set(key, kept)
    return dict(kept)


def _said(language: str) -> Iterator[str]:
    """Give the titles and summaries of every page, kind by kind."""
    open_ones = open_pages(language).values("pk")
    for kind in get_page_models():
        texts = [name for name in ("title", "summary") if name in kind._meta._forward_fields_map]
        for words in kind.objects.filter(pk__in=open_ones).values_list(*texts):
            yield " ".join(words)
