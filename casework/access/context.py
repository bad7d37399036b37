"""The database's view of who is asking: settings made inside the request's transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from casework.identity import vault, veil

SETTINGS = (
    "app.kind", "app.operator", "app.centres", "app.granted", "app.survivor", "app.log",
    "app.answers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What row-level security may know of a principal.

    kind: "staff", "survivor" or "anonymous". centre_ids: centres whose cases staff may open.
    granted: persons opened to this operator one by one, read-only. survivor_id: herself.
    reads_log: may read every event of the log (Right.READ_LOG). answers: answers what is asked
    about personal data where nobody here matches (Right.ANSWER_REQUESTS).
    """

    kind: str = "anonymous"
    operator_id: UUID | None = None
    centre_ids: frozenset[int] = frozenset()
    granted: frozenset[UUID] = frozenset()
    survivor_id: UUID | None = None
    reads_log: bool = False
    answers: bool = False

    def values(self) -> tuple[str, ...]:
        """Give the settings' values, in the order of SETTINGS."""
        return (
            self.kind,
            str(self.operator_id or ""),
            "{" + ",".join(str(number) for number in sorted(self.centre_ids)) + "}",
            "{" + ",".join(sorted(str(person) for person in self.granted)) + "}",
            str(self.survivor_id or ""),
            "on" if self.reads_log else "",
            "on" if self.answers else "",
        )


NOBODY = Context()


def enter(context: Context) -> None:
    """Make the context's settings for the rest of the current transaction.

    Raises RuntimeError outside a transaction: there the settings would vanish at once and
    every query would see zero rows.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A database context needs a transaction.")
    _make(context.values())


@contextmanager
def acting(context: Context) -> Iterator[None]:
    """Run a block in one transaction as the context; then whoever asked before asks again."""
    with transaction.atomic():
        before, reader = _current(), veil.current()
        enter(context)
        try:
            yield
        finally:
            veil.resume(reader)  # also when the block failed: its settings go with its savepoint
        _make(before)


def _current() -> list[str]:
    columns = ", ".join("coalesce(current_setting(%s, true), '')" for _ in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", list(SETTINGS))
        return list(cursor.fetchone() or ())


def _make(values: Sequence[str]) -> None:
    vault.forget()  # keys opened for who asked before are not for who asks now
    granted = values[SETTINGS.index("app.granted")].strip("{}")
    veil.begin(UUID(one) for one in granted.split(",") if one)
    columns = ", ".join("set_config(%s, %s, true)" for _ in SETTINGS)
    pairs = [part for pair in zip(SETTINGS, values, strict=True) for part in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", pairs)
