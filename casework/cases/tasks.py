"""Words of tasks. Rooms register the kinds they ask for when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class TaskKind:
    """words: what to do. address: takes (survivor id, target id or None), gives where.

    by_doing: it closes only by doing it on its own page; nobody may just call it done.
    ladder: warnings of the same name about the same record tell one thing, each more pressing
    than the one before: only one of them stands in lists (`task_shown.pressing`).
    """

    code: str
    words: str | Promise
    address: Callable[[UUID, UUID | None], str]
    by_doing: bool = False
    ladder: str = ""


_kinds: dict[str, TaskKind] = {}


def add_kind(kind: TaskKind) -> None:
    """Add a kind of task."""
    _kinds[kind.code] = kind


def ladders() -> dict[str, list[str]]:
    """Give the kinds of each row of warnings."""
    found: dict[str, list[str]] = {}
    for kind in _kinds.values():
        if kind.ladder:
            found.setdefault(kind.ladder, []).append(kind.code)
    return found


def kind_of(code: str) -> TaskKind | None:
    """Give a kind by its code, or None when no room knows it."""
    return _kinds.get(code)
