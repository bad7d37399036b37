"""The words of the site that somebody may have meant, where she wrote others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.core.cache import caches
from django.db.models import QuerySet
from rapidfuzz import fuzz, process
from wagtail.models import Page, get_page_models

from casework.identity.spanish import bare
from portal import tongues
from portal.serving import STORE
from portal.tongues import ENGLISH

LIKE = 75.0  # how alike a mistaken word and a word of the site must be, of a hundred
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of titles and summaries. written: as they are written, by their bare form."""

    drawn: str
    written: dict[str, str]
    bare: tuple[str, ...]


# By language. Read by a process once and good until something is published: unpacking some
# thousand words from the store at each search takes longer than the search.
_read: dict[str, Vocabulary] = {}


def meant(text: str, language: str) -> str:
    """Give the words of the site most like the ones typed; "" when nothing is like them."""
    known = _vocabulary(language)
    likest = [
        process.extractOne(bare(word), known.bare, scorer=fuzz.ratio, score_cutoff=LIKE)
        for word in text.split()
    ]
    return " ".join(known.written[found[0]] for found in likest if found)


def open_pages(language: str) -> QuerySet[Page]:
    """Give the pages anybody may read in a language, from the home down."""
    pages = Page.objects.live().public().filter(depth__gt=1)
    if language == "en":
        return pages.filter(slug=ENGLISH)
    return pages.exclude(slug__in=tongues.slugs())


def _vocabulary(language: str) -> Vocabulary:
    """Give what was read since the last publication."""
    store, key = caches[STORE], f"words|{language}"
    drawn = store.get(key)
    known = _read.get(language)
    if known is None or known.drawn != drawn:
        drawn = uuid4().hex
        known = _read[language] = _draw(drawn, language)
        store.set(key, drawn)
    return known


def _draw(drawn: str, language: str) -> Vocabulary:
    written = {bare(word): word.lower() for word in _WORD.findall(" ".join(_said(language)))}
    return Vocabulary(drawn, written, tuple(written))


def _said(language: str) -> Iterator[str]:
    """Give the titles and summaries of every page, kind by kind."""
    open_ones = open_pages(language).values("pk")
    for kind in get_page_models():
        texts = [name for name in ("title", "summary") if name in kind._meta._forward_fields_map]
        for words in kind.objects.filter(pk__in=open_ones).values_list(*texts):
            yield " ".join(words)
