"""Taking other people out of words written about her: pure (law DP-15; safety.md 4).

A person decides what goes; the machine proposes, and never lets through a name it knows.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

BLOT = "[reservado]"
SHORTEST = 3
# Words that stand inside names and are everybody's.
_PLAIN = frozenset({"del", "las", "los", "san", "sra", "don", "doña", "dona", "tía", "tia", "the"})
_UP = "[A-ZÁÉÍÓÚÑ]"
_PLACES = (
    rf"\b(?i:colegio|escuela|liceo|jard[ií]n(?: infantil)?|instituto|sala cuna)"
    rf"(?:\s+(?i:de|del|la|las|los|el|n[°º]))*(?:\s+(?:{_UP}[\w.°º'-]*|[A-Z]?-?\d+))+",
    rf"\b(?i:calle|avenida|av\.|avda\.|pasaje|psje\.|camino|villa|poblaci[oó]n)"
    rf"(?:\s+(?i:de|del|la|las|los|el))*(?:\s+{_UP}[\w.'-]*)+(?:\s*,?\s*(?:N[°º]\s*)?\d+)?",
)
_RUN = r"(?<!\d)\d{1,2}\.?\d{3}\.?\d{3}\s?-?\s?[\dkK](?!\w)"
_PHONE = r"(?<!\d)(?:\+?56)?\s?9\s?\d{4}\s?\d{4}(?!\d)"


@dataclass(frozen=True, slots=True)
class Blotter:
    """What is looked for. names: of others, word by word; phrases: whole (addresses, centres)."""

    names: re.Pattern[str]
    phrases: re.Pattern[str]
    hers: frozenset[str]

    def knows(self, text: str) -> bool:
        """Say whether a text holds a name, number or place of others that is known."""
        spread = unicodedata.normalize("NFD", text)
        return bool(self.names.search(spread) or self.phrases.search(spread))

    def proposed(self, text: str) -> tuple[str, list[str]]:
        """Give the text as proposed, and what was taken out of it."""
        removed: list[str] = []

        def out(found: re.Match[str]) -> str:
            piece = unicodedata.normalize("NFC", found[0])
            number = _digits(piece)
            if len(number) >= 6 and number[-8:] in self.hers:
                return found[0]
            removed.append(piece)
            return BLOT

        spread = unicodedata.normalize("NFD", text)
        for pattern in (self.phrases, self.names):
            spread = pattern.sub(out, spread)
        joined = unicodedata.normalize("NFC", spread)
        for guess in (*_PLACES, _RUN, _PHONE):
            joined = re.sub(guess, out, joined)
        return re.sub(rf"{re.escape(BLOT)}(?:\s+{re.escape(BLOT)})+", BLOT, joined), removed


def blotter(
    names: Iterable[str], phrases: Iterable[str] = (), *, hers: Iterable[str] = ()
) -> Blotter:
    """Make one. names and phrases of others; hers: her own names and numbers, never taken out."""
    own = {_folded(word) for text in hers for word in re.findall(r"\w+", text)}
    numbers = {_digits(text)[-8:] for text in hers if len(_digits(text)) >= 6}
    words = {
        word for text in names for word in re.findall(r"[^\W\d_]+", text)
        if len(word) >= SHORTEST and _folded(word) not in own | _PLAIN
    }  # fmt: skip
    known = [_any_accent(word) for word in sorted(words, key=lambda one: (-len(one), one))]
    known += [_spaced(_digits(text)) for text in names if len(_digits(text)) >= 6]
    places = [_phrase(text) for text in phrases if len(text.strip()) >= 5]
    return Blotter(_whole(known), _whole(places), frozenset(own | numbers))


def only_removes(original: str, edited: str) -> bool:
    """Say whether a text is the original with pieces taken out, and not a word more."""
    rest, place = _squeezed(original), 0
    for piece in edited.split(BLOT):
        wanted = _squeezed(piece)
        found = rest.find(wanted, place)
        if found < 0:
            return False
        place = found + len(wanted)
    return True


def is_hers(text: str, blotter_: Blotter) -> bool:
    """Say whether a text is nothing but her own names and numbers."""
    words = re.findall(r"\w+", text)
    return bool(words) and all(_folded(word) in blotter_.hers for word in words)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _digits(text: str) -> str:
    return re.sub(r"[^\dKk]", "", text) if re.search(r"\d", text) else ""


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def _any_accent(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    letters = [one for one in plain if not unicodedata.combining(one)]
    return "".join(f"{re.escape(one)}[\u0300-\u036f]*" for one in letters)


def _spaced(digits: str) -> str:
    return r"[\s.\-]*".join(digits)


def _phrase(text: str) -> str:
    return r"\s+".join(_any_accent(word) for word in text.split())


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns) or '(?!)'})(?![^\W_])", re.IGNORECASE)
