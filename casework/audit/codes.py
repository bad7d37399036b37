"""The log keeps codes, never a person's data: it cannot be corrected or erased afterwards."""

import re
from collections.abc import Mapping

Detail = Mapping[str, str | int | bool | None]

_CODE = re.compile(r"[\w.:/+\-]{0,120}", re.ASCII)
_PURPOSE = re.compile(r"[a-z][a-z0-9_.\-]{0,63}|", re.ASCII)
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_OPAQUE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,128}|\d{4}-\d\d-\d\d(T[\d:.+Z\-]*)?"
)
_DIGITS = re.compile(r"\d[\d.\-]{6,}[\dkK]|\d{7,}")
_PERSONAL = frozenset(
    {"run", "rut", "name", "names", "surname", "email", "mail", "phone", "address", "birth_date"}
)


class PersonalData(ValueError):
    """Something that looks like a person's data was about to enter the log."""


def check_word(text: str, what: str) -> None:
    """Refuse text that is not a code: with spaces, accents, an @, or digits like a RUN or phone."""
    if not _CODE.fullmatch(text):
        raise PersonalData(f"The log takes codes only; {what} is not one.")
    if not _OPAQUE.fullmatch(text) and _DIGITS.search(text):
        raise PersonalData(f"The log takes no personal numbers; {what} looks like one.")


def check_purpose(purpose: str) -> None:
    """Refuse a purpose that is not a code. A typed reason belongs in an encrypted row."""
    if not _PURPOSE.fullmatch(purpose):
        raise PersonalData("A purpose is a code; keep a typed reason in a sealed field.")
    check_word(purpose, "the purpose")


def check_detail(detail: Detail) -> None:
    """Refuse details whose key names personal data or whose value is not a code or a number."""
    for key, value in detail.items():
        if not _KEY.fullmatch(key) or key in _PERSONAL:
            raise PersonalData("A detail's key is a plain code and names no personal data.")
        if isinstance(value, str):
            check_word(value, f"detail {key}")
        elif not isinstance(value, int | None):
            raise TypeError(f"Detail {key} must be text, a whole number, yes/no or nothing.")
