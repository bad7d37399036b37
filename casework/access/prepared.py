"""A question that is asked at every click: its statement is written once, its values every time.

Writing the statement costs more than asking it where many rooms add their part (the head of her
file has a dozen). The rows come out as they would from the query itself.
"""

import copy
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
# Values no row ever has: where they stand in the statement, the asked values will stand.
MARKS: dict[type, object] = {
    UUID: UUID("0f9b6c1e-5c52-7d7a-9c0e-6a1f0d2b7e43"),
    datetime: datetime(1811, 9, 4, 3, 21, 9, 777, UTC),
    bytes: b"a value that stands for another\x00\x01",
    int: 0x6A1F_0D2B,
}


class Baked(Exception):
    """A moment or a day was written into the statement: tomorrow it would still be today."""


class Prepared(Generic[Row]):
    """build: makes the query from its values, by keyword. kinds: the type of each value."""

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"], **kinds: type) -> None:
        self._build = build
        self._marks = {name: MARKS[kind] for name, kind in kinds.items()}
        self._written: tuple[QuerySet[Any, Row], SQLCompiler, str, list[object]] | None = None

    def rows(self, **values: object) -> Iterator[Row]:
        """Ask with these values. Raises Baked the first time when the query holds a moment."""
        rows, compiler, statement, slots = self._written or self._write()
        asked = [values[slot.name] if isinstance(slot, _Slot) else slot for slot in slots]
        asking = copy.copy(rows)
        asking.query = copy.copy(rows.query)
        replay = _replay(compiler, statement, asked)
        asking.query.get_compiler = lambda *given, **named: replay  # type: ignore[method-assign]
        read: Callable[[object], Iterator[Row]] = rows._iterable_class  # type: ignore
        return iter(read(asking))

    def _write(self) -> tuple["QuerySet[Any, Row]", SQLCompiler, str, list[object]]:
        rows = self._build(**self._marks)
        compiler = rows.query.get_compiler(rows.db)
        statement, found = compiler.as_sql()
        slots = [self._slot(value) for value in found]
        missing = self._marks.keys() - {one.name for one in slots if isinstance(one, _Slot)}
        if missing:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))}.")
        rows._result_cache = []  # else copying it would ask the marks
        self._written = rows, compiler, statement, slots
        return self._written

    def _slot(self, value: object) -> object:
        plain = getattr(value, "obj", value)  # bytes travel in a wrapper of the driver
        for name, mark in self._marks.items():
            if type(plain) is type(mark) and plain == mark:
                return _Slot(name)
        if isinstance(plain, date):
            raise Baked("Use the database's clock, or a value of the question.")
        return value


class _Slot:
    """Where a value of the question stands."""

    def __init__(self, name: str) -> None:
        self.name = name


def _replay(compiler: SQLCompiler, statement: str, values: list[object]) -> SQLCompiler:
    """Give the compiler of a written statement as one that has just written it."""
    replay = copy.copy(compiler)
    replay.connection = connection
    replay.as_sql = lambda *given, **named: (statement, tuple(values))  # type: ignore
    return replay
