"""Whether a version of the notice may be published, and what is missing. Pure: words in, words out.

Law DP-50: none of the twelve may be empty. safety.md 6: a survivor's text reads at 65 or more.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from casework.documents.readability import NothingToRead, measure

from .marks import stray_marks
from .twelve import HEADINGS, plain

LONGEST_SENTENCES = 15.0
MEASURED = "es"


def empty_parts(words: Mapping[str, str]) -> list[str]:
    """Give the names of the parts that say nothing, even when they carry an empty paragraph."""
    return [name for name in HEADINGS if not plain(words.get(name, ""))]


def hard_parts(words: Mapping[str, str]) -> list[tuple[str, float, float]]:
    """Give (name, score, words in a sentence) of the Spanish parts that are hard to read."""
    return [found for name in HEADINGS for found in _hard(name, plain(words.get(name, "")))]


def _hard(name: str, text: str) -> Iterator[tuple[str, float, float]]:
    try:
        reading = measure(text)
    except NothingToRead:
        return
    if not reading.is_plain or reading.sentence_length > LONGEST_SENTENCES:
        yield name, reading.score, reading.sentence_length


def problems(words: Mapping[str, str], language: str, earlier: Mapping[str, str]) -> list[str]:
    """Give everything to mend before these words are published, in words for the editor.

    earlier: the words of the version in force, in the same language; empty when there is none.
    """
    return [
        *_missing(words),
        *_marked(words),
        *(_heavy(words) if language == MEASURED else ()),
        *_numbered(words, earlier),
    ]


def _missing(words: Mapping[str, str]) -> Iterator[str]:
    empty = empty_parts(words)
    if empty:
        said = _("Nothing is written under: %(parts)s. The law wants all twelve parts.")
        yield said % {"parts": _listed(empty)}


def _marked(words: Mapping[str, str]) -> Iterator[str]:
    stray = [name for name in HEADINGS if stray_marks(words.get(name, ""))]
    if stray:
        said = _("Only bold, lists and links can be published. Write again: %(parts)s.")
        yield said % {"parts": _listed(stray)}


def _heavy(words: Mapping[str, str]) -> Iterator[str]:
    hard = hard_parts(words)
    if hard:
        named = ", ".join(f"“{HEADINGS[name]}” ({score:.0f})" for name, score, _length in hard)
        said = _("Hard to read: %(parts)s. Use short words, and at most 15 in a sentence.")
        yield said % {"parts": named}


def _numbered(words: Mapping[str, str], earlier: Mapping[str, str]) -> Iterator[str]:
    if not earlier or dict(words) == dict(earlier):
        return
    if words["version"] == earlier["version"]:
        yield _("Give this version a number of its own: the one in force has the same.")
    if words["dated_on"] < earlier["dated_on"]:
        yield _("The date is before that of the version in force. Correct it.")


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{HEADINGS[name]}”" for name in names)
