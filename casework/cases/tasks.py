"""Words of tasks. Rooms register the kinds they ask for when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class TaskKind:
    """words: what to do. address: takes (survivor id, target id or None), gives where.

    by_doing: it closes only by doing it on its own page; nobody may just call it done.
    """

    code: str
    words: str | Promise
    address: Callable[[UUID, UUID | None], str]
    by_doing: bool = False


_kinds: dict[str, TaskKind] = {}


def add_kind(kind: TaskKind) -> None:
    """Add a kind of task."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> TaskKind | None:
    """Give a kind by its code, or None when no room knows it."""
    return _kinds.get(code)
