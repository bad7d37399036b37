"""Finding pages by their words: only those published and open to everybody."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import alike
from .ranked import Said, best
from .sources import Hit, others

MOST = 20
_WORD = re.compile(r"\d[\d.]*\d|[^\W_]{2,}")  # "20.066" is one word; a single letter is none
KINDS = {
    "protocolpage": _("Protocol"), "guidelinepage": _("Technical guideline"),
    "newspage": _("News"), "coursepage": _("Course"), "privacypage": _("Privacy"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. instead: the words used in place of mistaken ones, or ""."""

    hits: list[Hit]
    instead: str = ""


def find(text: str, language: str) -> Found:
    """Give what has all the words; else, some of them; else, words much like them."""
    elsewhere, words = others(text, language), _WORD.findall(text)
    said = best(words, language, every=True, most=MOST)
    if not said and len(words) > 1:
        said = best(words, language, every=False, most=MOST)
    if said or elsewhere:
        return Found([*elsewhere, *_hits(said, language)][:MOST])
    meant = alike.meant(text, language)
    said = best(meant.split(), language, every=False, most=MOST) if meant else []
    return Found(_hits(said, language), meant)


def _hits(said: list[Said], language: str) -> list[Hit]:
    home, page = reverse("wagtail_serve", args=[""]), _("Page")
    return [
        Hit(one.title, home + one.path, one.summary, KINDS.get(one.kind, page), language)
        for one in said
    ]
