"""Telephone numbers as people in Chile write them (interop.md 7)."""

from dataclasses import dataclass
from typing import Self

import phonenumbers
from django.utils.translation import gettext_lazy as _

# Answered by services; some fail the library's own check of short numbers.
SHORT_NUMBERS = frozenset({"131", "132", "133", "134", "149", "1455", "4141"})
SERVICE_PREFIXES = ("600", "800")
HOME = 56

_WORDS = {
    "empty": _("Write the telephone number."),
    "characters": _("A telephone number has only digits, spaces and a + in front."),
    "short": _("Digits are missing: a number has nine, for example 9 8765 4321."),
    "long": _("There are too many digits."),
}


class InvalidPhone(ValueError):
    """Text that is no telephone number. reason: a code; words: what is wrong, translated."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.words = _WORDS[reason]
        super().__init__(reason)


@dataclass(frozen=True, slots=True, repr=False)
class Phone:
    """A number. value: E.164 ("+56987654321"), or the bare digits of a short number.

    doubtful: of the right length but not known to be in use; accept it and say so.
    """

    value: str
    doubtful: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number in any human form. Raises InvalidPhone, whose `words` say what is wrong."""
        digits = "".join(letter for letter in text if letter.isdigit())
        if digits in SHORT_NUMBERS:
            return cls(digits)
        found = _read(text, digits)
        reason = phonenumbers.is_possible_number_with_reason(found)
        if reason == phonenumbers.ValidationResult.TOO_LONG:
            raise InvalidPhone("long")
        if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
            raise InvalidPhone("short")
        written = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
        return cls(written, doubtful=not phonenumbers.is_valid_number(found))

    @property
    def is_short(self) -> bool:
        """Whether it is a short number such as 1455."""
        return not self.value.startswith("+")

    @property
    def uri(self) -> str:
        """Give the address that dials it."""
        return f"tel:{self.value}"

    @property
    def masked(self) -> str:
        """Give the last two digits only."""
        return "*" * (len(self.value) - 2) + self.value[-2:]

    def __str__(self) -> str:
        return self.value if self.is_short else _written(self.value)

    def __repr__(self) -> str:
        return f"Phone({self.masked})"


def _read(text: str, digits: str) -> phonenumbers.PhoneNumber:
    if not text.strip():
        raise InvalidPhone("empty")
    if any(letter.isalpha() for letter in text) or not digits:
        raise InvalidPhone("characters")
    plain = f"+{digits}" if text.strip().startswith("+") else digits
    if plain.startswith(f"{HOME}") and len(digits) == 11:
        plain = f"+{digits}"
    try:
        return phonenumbers.parse(plain, "CL")
    except phonenumbers.NumberParseException as problem:
        too_long = problem.error_type == phonenumbers.NumberParseException.TOO_LONG
        raise InvalidPhone("long" if too_long else "short") from None


def _written(value: str) -> str:
    """Group the digits the Chilean way: +56 9 8765 4321, +56 32 212 3456, 600 818 1000."""
    local = value.removeprefix(f"+{HOME}")
    if local != value and local.startswith(SERVICE_PREFIXES):
        return f"{local[:3]} {local[3:6]} {local[6:]}"
    if local == value or len(local) != 9:
        style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return str(phonenumbers.format_number(phonenumbers.parse(value), style))
    if local.startswith(("9", "2")):
        return f"+56 {local[0]} {local[1:5]} {local[5:]}"
    return f"+56 {local[:2]} {local[2:5]} {local[5:]}"
