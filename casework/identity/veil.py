"""What a sealed value reads as for whoever may read a file and not learn whose it is (VG-17).

Every name, number and telephone of hers is a sealed value, so this is the one place that each page,
list, search and print goes through. Somebody to whom a grant opened a file whose identity is
reserved reads masks in its own fields, and a word in place of her names and numbers wherever they
stand in what others wrote. The row itself is not touched, and whoever works with her reads all.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLOT = _("[reserved]")
SHORTEST = 3  # letters of a name that is looked for in what others wrote

# Says what to hide of a woman's file: None, nothing; else her names and numbers as written.
Rule = Callable[[UUID], Iterable[str] | None]
_rule: list[Rule] = []
_masks: dict[tuple[str, str], str | Promise] = {}


class Reader:
    """Somebody before the database, and the files that only grants open to her."""

    def __init__(self, granted: frozenset[UUID]) -> None:
        self.granted = granted
        self._hidden: dict[UUID, re.Pattern[str] | None] = {}

    def hidden(self, person: UUID) -> re.Pattern[str] | None:
        """Give what to blot out of this woman's file, None where nothing is reserved."""
        if person not in self.granted:
            return None
        if person not in self._hidden:
            self._hidden[person] = None  # the rule itself reads what is written
            try:
                words = next((rule(person) for rule in _rule), None)
            except BaseException:
                del self._hidden[person]  # not known is not open
                raise
            self._hidden[person] = None if words is None else pattern(words)
        return self._hidden[person]


_reader: ContextVar[Reader | None] = ContextVar("veiled_reader", default=None)


def rule(given: Rule) -> None:
    """Set the rule (the room of her record does, when it starts)."""
    _rule[:] = [given]


def mask(label: str, **fields: str | Promise) -> None:
    """Say what fields of a model read as, whole; all others keep their text but for her names."""
    for name, words in fields.items():
        _masks[label, name] = words


def begin(granted: Iterable[UUID]) -> None:
    """Note who reads from now on, by the files that grants open (`access.context`)."""
    files = frozenset(granted)
    _reader.set(Reader(files) if files else None)


def current() -> Reader | None:
    """Give who reads now, to come back to her."""
    return _reader.get()


def resume(reader: Reader | None) -> None:
    """Come back to who read before."""
    _reader.set(reader)


def seen(instance: Model, field: str, value: Any) -> Any:
    """Give what the present reader is shown of a value that was just opened."""
    reader = _reader.get()
    if reader is None:
        return value
    person = getattr(instance, getattr(type(instance), "whose", "survivor_id"), None)
    hidden = reader.hidden(person) if person is not None else None
    if hidden is None:
        return value
    whole = _masks.get((instance._meta.label, field))
    return str(whole) if whole is not None else _blotted(value, hidden)


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Give what finds names in any case and accent, and numbers with any dots, spaces or dashes."""
    found = {one for text in words for one in _forms(text)}
    longest_first = sorted(found, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first) or '(?!)'})(?![^\W_])", re.I)


def _forms(text: str) -> Iterable[str]:
    digits = re.sub(r"[^\dKk]", "", text)
    if sum(one.isdigit() for one in digits) >= 6:
        # A telephone is also written without its country, and without the 9 of mobiles.
        yield from (r"[\s.\-]*".join(part) for part in (digits, digits[-9:], digits[-8:]))
        return
    if "@" in text:
        yield re.escape(text)
        return
    yield from (_any_accent(one) for one in re.findall(r"[^\W\d_]+", text) if len(one) >= SHORTEST)


def _any_accent(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    letters = [one for one in plain if not unicodedata.combining(one)]
    return "".join(f"{re.escape(one)}[\u0300-\u036f]*" for one in letters)


def _blotted(value: Any, hidden: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return _without(value, hidden)
    if isinstance(value, dict):
        return {name: _blotted(one, hidden) for name, one in value.items()}
    if isinstance(value, list):
        return [_blotted(one, hidden) for one in value]
    return value


def _without(text: str, hidden: re.Pattern[str]) -> str:
    spread = unicodedata.normalize("NFD", text)
    changed = hidden.sub(str(BLOT), spread)
    return text if changed == spread else unicodedata.normalize("NFC", changed)
