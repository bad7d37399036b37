"""The RUN as a value: parse what people write, check it, write it (interop.md 2).

A valid check digit does not mean that the person exists: only the Registro Civil knows.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.utils.translation import gettext_lazy as _

MIN_DIGITS, MAX_DIGITS = 4, 9
# Numbers nobody was ever given: the only ones the training copy takes.
INVENTED = range(900_000_000, 901_000_000)
_LOOKS_LIKE_ZERO = frozenset("OΟО")  # Latin, Greek, Cyrillic
_DASH_OR_UNPRINTED = frozenset({"Pd", "Cf", "Cc"})
_SEPARATORS = frozenset(".,'·_\u2212\u02d7\u2043")  # and signs that look like a dash

_WORDS = {
    "empty": _("Write the RUN."),
    "letter_o": _("There is a letter O where a zero should be."),
    "characters": _("A RUN has only digits and, at the end, a digit or the letter K."),
    "no_number": _("The number before the check digit is missing."),
    "short": _("The number before the check digit is too short."),
    "long": _("The number before the check digit is too long."),
    "k_inside": _("The letter K can only be the last character."),
    "check_digit": _("The check digit, after the dash, does not match the number."),
    "real": _("This is a training copy: write only the RUN of the story, never a real one."),
}


class InvalidRun(ValueError):
    """Text that is no RUN. reason: a code; words: which part is wrong, translated.

    The text itself is not kept, so that it cannot reach a log.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.words = _WORDS[reason]
        super().__init__(reason)


@dataclass(frozen=True, slots=True, order=True, repr=False)
class Run:
    """A RUN. number: the body, without dots or check digit. Raises InvalidRun out of range."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise InvalidRun("short")
        if self.number >= 10**MAX_DIGITS:
            raise InvalidRun("long")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a RUN in any human form: dots, spaces, any dash, k or K, zeros in front.

        Raises InvalidRun, whose `words` say which part is wrong.
        """
        body, digit = _parts(text)
        if len(body) < MIN_DIGITS:
            raise InvalidRun("short")
        if len(body) > MAX_DIGITS:
            raise InvalidRun("long")
        run = cls(int(body))
        if run.dv != digit:
            raise InvalidRun("check_digit")
        if settings.PRACTICE and run.number not in INVENTED:
            raise InvalidRun("real")
        return run

    @property
    def dv(self) -> str:
        """The check digit: "0" to "9" or "K", always computed."""
        return check_digit(self.number)

    @property
    def plain(self) -> str:
        """Body and check digit together: "123456785"."""
        return f"{self.number}{self.dv}"

    @property
    def masked(self) -> str:
        """Enough to recognise one's own, not enough to know another's: "12.***.***-5"."""
        first, *rest = _dotted(self.number).split(".")
        shown = first if rest else "***"
        return ".".join([shown, *("***" for _group in rest)]) + f"-{self.dv}"

    def __str__(self) -> str:
        return f"{_dotted(self.number)}-{self.dv}"

    def __repr__(self) -> str:
        return f"Run({self.masked})"


def check_digit(number: int) -> str:
    """Give the check digit of a body: from the right, times 2 to 7 and again; modulo 11."""
    digits = [int(digit) for digit in reversed(str(number))]
    total = sum(digit * (2 + place % 6) for place, digit in enumerate(digits))
    return "0123456789K0"[11 - total % 11]


def _parts(text: str) -> tuple[str, str]:
    """Split into body and check digit, or say what is in the way."""
    clean = _without_separators(text)
    if not clean:
        raise InvalidRun("empty")
    if any(letter in _LOOKS_LIKE_ZERO for letter in clean):
        raise InvalidRun("letter_o")
    if not re.fullmatch(r"[0-9K]+", clean):
        raise InvalidRun("characters")
    body, digit = clean[:-1], clean[-1]
    if "K" in body:
        raise InvalidRun("k_inside")
    if not body.strip("0"):
        raise InvalidRun("no_number" if not body else "short")
    return body.lstrip("0"), digit


def _without_separators(text: str) -> str:
    """Drop dots, commas, spaces, dashes and marks of no width; wide digits become plain ones."""
    kept = []
    for letter in unicodedata.normalize("NFKC", text):
        unseen = unicodedata.category(letter) in _DASH_OR_UNPRINTED or letter.isspace()
        if not unseen and letter not in _SEPARATORS:
            kept.append(letter)
    return "".join(kept).upper()


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
