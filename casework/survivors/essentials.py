"""What a worker needs in ten seconds, on top of every page of her file, in one query.

Each room above gives one essential: a subquery on her id (`OuterRef("pk")`) that yields one value
(a JSON object or None), and the words for it. The head and the lists of women ask for all of them
in a single statement, so a page costs the same however many rooms there are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Expression, QuerySet, Subquery
from django.utils.functional import Promise

from casework.access.prepared import Prepared
from casework.access.principals import Staff

from .models import Survivor

SIGNS = {
    "neutral": "info",
    "info": "info",
    "success": "check",
    "warning": "alert",
    "danger": "stop",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One essential in words. tone: neutral, info, success, warning or danger.

    more: what opens below it: (label, words) pairs; the address then stands below them. pinned:
    it is always in sight.
    """

    label: str | Promise
    words: str | Promise
    tone: str = "neutral"
    icon: str = ""
    url: str = ""
    more: tuple[tuple[str | Promise, str | Promise], ...] = ()
    pinned: bool = False

    @property
    def sign(self) -> str:
        """The drawing beside the words: its own, or its tone's."""
        return self.icon or SIGNS[self.tone]

    @property
    def first(self) -> bool:
        """Whether it stays in sight where there is little room: pinned, or a danger."""
        return self.pinned or self.tone == "danger"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks about whom, and when."""

    survivor_id: UUID
    by: Staff
    at: datetime


@dataclass(frozen=True, slots=True)
class Essential:
    """name: key of the annotation. subquery: makes the expression. line: words for its value."""

    name: str
    order: int
    subquery: Callable[[], Expression | Subquery]
    line: Callable[[Any, Asked], Line | None]


_essentials: dict[str, Essential] = {}


def add_essential(essential: Essential) -> None:
    """Add an essential (registered by a room when it starts)."""
    _essentials[essential.name] = essential


def values_of(ids: list[UUID], *names: str) -> dict[UUID, dict[str, Any]]:
    """Give the raw values of many women, by id, in one query; all essentials unless named."""
    chosen = [one for one in _essentials.values() if not names or one.name in names]
    return _by_id(chosen, _asked(chosen).filter(pk__in=ids))


def _asked(chosen: list[Essential]) -> "QuerySet[Survivor, tuple[Any, ...]]":
    annotated = Survivor.objects.annotate(**{f"e_{one.name}": one.subquery() for one in chosen})
    return annotated.order_by("pk").values_list("pk", *(f"e_{one.name}" for one in chosen))


def _by_id(chosen: list[Essential], rows: Iterable[tuple[Any, ...]]) -> dict[UUID, dict[str, Any]]:
    return {
        row[0]: {one.name: value for one, value in zip(chosen, row[1:], strict=True)}
        for row in rows
    }


# The head of a file is on every page of it.
_of_one: Prepared[tuple[Any, ...]] = Prepared(
    lambda her: _asked(list(_essentials.values())).filter(pk=her), her=UUID
)


def head_of(asked: Asked) -> tuple[list[Line], dict[str, Any]]:
    """Give the essentials of one woman in words, in order; and their values, by name."""
    rows = _by_id(list(_essentials.values()), _of_one.rows(her=asked.survivor_id))
    values = rows.get(asked.survivor_id, {})
    found = [
        one.line(values.get(one.name), asked)
        for one in sorted(_essentials.values(), key=lambda one: one.order)
    ]
    return [line for line in found if line is not None], values


def lines_of(asked: Asked) -> list[Line]:
    """Give the essentials of one woman in words, in order."""
    return head_of(asked)[0]


def lines_for(ids: list[UUID], by: Staff, at: datetime, *names: str) -> dict[UUID, list[Line]]:
    """Give the named essentials of many women in words, in order, in one query: for lists."""
    chosen = [one for one in _essentials.values() if not names or one.name in names]
    chosen.sort(key=lambda one: one.order)
    said = {}
    for her, values in values_of(ids, *names).items():
        found = [one.line(values.get(one.name), Asked(her, by, at)) for one in chosen]
        said[her] = [line for line in found if line is not None]
    return said
