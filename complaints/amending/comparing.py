"""A change beside what is in force, field by field; what goes and what comes, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.functional import Promise

from . import kinds
from .models import Amendment
from .states import State

_WORDS = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are marked as gone or come."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what it says and what it would say."""

    label: str | Promise
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Say whether it would say something else."""
        return any(piece.marked for piece in (*self.old, *self.new))


def beside(change: Amendment) -> list[Field]:
    """Give every field of a change, those that change first.

    A draft stands beside what is in force now; any other beside what was when it was sent.
    """
    before = _before(change)
    found = []
    for field in kinds.fields_of(kinds.model_of(change.kind)):
        old = kinds.said(field, before[field.attname]) if before else ""
        new = kinds.said(field, change.content.get(field.attname))
        found.append(Field(field.verbose_name, *pieces(old, new)))
    return sorted(found, key=lambda one: not one.changed)


def _before(change: Amendment) -> kinds.Content | None:
    if change.state != State.DRAFT and change.sent_at:
        return change.before
    row = kinds.stored(change.kind, change.row)
    return kinds.content_of(row) if row else None


def pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Give both texts in pieces: of the old one, what goes is marked; of the new, what comes."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    matches = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    gone = tuple(_cut(left, [(kind, a, b) for kind, a, b, _c, _d in matches]))
    come = tuple(_cut(right, [(kind, c, d) for kind, _a, _b, c, d in matches]))
    return gone, come


def _cut(words: list[str], spans: list[tuple[str, int, int]]) -> Iterator[Piece]:
    for kind, start, end in spans:
        if start < end:
            yield Piece("".join(words[start:end]), kind != "equal")
