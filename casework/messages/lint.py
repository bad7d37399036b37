"""What a text that leaves to her may not say (safety.md 0.4, 1.1; AB17, AB41; law SE-06).

    problems("Hola. Llámame cuando puedas.")        # nothing
    problems("Su caso: https://…")                   # telling word, link

Somebody else may be holding the telephone: no word of what it is about or who we are, no link, no
number, no name, no place where a value would be filled in.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 70  # one text message, whatever its letters
WORDS = Path(__file__).parent / "data" / "telling_words.txt"
_LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:cl|com|org|net|gob|info|app|io|ly|me)\b|/\w", re.I)
_ADDRESS = re.compile(r"\S@\S")
_NUMBER = re.compile(r"\d")
_FILLED = re.compile(r"[{}<>%]|\$\w")
_SENTENCE = re.compile(r"[.!?¡¿:…]+\s*|\n+")
_CAPITAL = re.compile(r"\b[A-ZÁÉÍÓÚÑÜ]\w+")


class Fault(StrEnum):
    """Which rule a text breaks."""

    EMPTY = "empty"
    LONG = "long"
    TELLING = "telling"
    LINK = "link"
    NUMBER = "number"
    NAME = "name"
    FILLED = "filled"


WHY: dict[Fault, Promise] = {
    Fault.EMPTY: _("Write something."),
    Fault.LONG: _("Make it shorter: at most 70 letters, so that it arrives in one piece."),
    Fault.TELLING: _("It tells too much. Take this out: %(what)s."),
    Fault.LINK: _("A message carries no link and no address: %(what)s."),
    Fault.NUMBER: _("A message carries no number: %(what)s."),
    Fault.NAME: _("It looks like a name. Nobody is named: %(what)s."),
    Fault.FILLED: _("The same words for everybody, with nothing filled in: %(what)s."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and the part of the text that has it."""

    fault: Fault
    what: str = ""

    def __str__(self) -> str:
        return str(WHY[self.fault]) % {"what": f"“{self.what}”"}


def plain(text: str) -> str:
    """Give it in lower case, without accents, words parted by spaces."""
    letters = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    # Letters that nobody sees, and signs put between letters, do not hide a word.
    shown = "".join(letter for letter in bare if unicodedata.category(letter) != "Cf")
    spaced = re.sub(r"[-_/+.%*·]+", " ", shown)
    return re.sub(r"(?<=\b\w) (?=\w\b)", "", spaced)  # l e t t e r s


@cache
def stems() -> tuple[str, ...]:
    """Give the deny-list."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(plain(line.strip()) for line in lines if line.strip() and line[0] != "#")


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, stems()))})\w*")


def problems(
    text: str, *, names: Iterable[str] = (), longest: int | None = LONGEST
) -> list[Problem]:
    """Give everything a text breaks. names: of people and places, none of which may stand in it.

    longest: None for a letter.
    """
    if not text.strip():
        return [Problem(Fault.EMPTY)]
    found = [Problem(Fault.LONG)] if longest and len(text) > longest else []
    found += [Problem(Fault.TELLING, one[0]) for one in _telling().finditer(plain(text))]
    for fault, pattern in ((Fault.LINK, _LINK), (Fault.LINK, _ADDRESS), (Fault.NUMBER, _NUMBER),
                           (Fault.FILLED, _FILLED)):  # fmt: skip
        if one := pattern.search(text):
            found.append(Problem(fault, one[0]))
    return found + [Problem(Fault.NAME, name) for name in _names(text, names)]


def _names(text: str, known: Iterable[str]) -> list[str]:
    """Give what looks like a name: a known one anywhere, or a capital inside a sentence."""
    words = set(re.findall(r"\w+", plain(text)))
    found = [name for name in known if len(name) > 2 and plain(name) in words]
    for sentence in _SENTENCE.split(text):
        rest = sentence.strip().partition(" ")[2]
        found += _CAPITAL.findall(rest)
    return list(dict.fromkeys(found))
