"""The database's view of who is asking: settings made inside the request's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

SETTINGS = ("app.kind", "app.operator", "app.centres", "app.granted", "app.survivor")


@dataclass(frozen=True, slots=True)
class Context:
    """What row-level security may know of a principal.

    kind: "staff", "survivor" or "anonymous". centre_ids: centres whose cases staff may open.
    granted: persons opened to this operator one by one, read-only. survivor_id: herself.
    """

    kind: str = "anonymous"
    operator_id: UUID | None = None
    centre_ids: frozenset[int] = frozenset()
    granted: frozenset[UUID] = frozenset()
    survivor_id: UUID | None = None

    def values(self) -> tuple[str, ...]:
        """Give the settings' values, in the order of SETTINGS."""
        return (
            self.kind,
            str(self.operator_id or ""),
            "{" + ",".join(str(number) for number in sorted(self.centre_ids)) + "}",
            "{" + ",".join(sorted(str(person) for person in self.granted)) + "}",
            str(self.survivor_id or ""),
        )


NOBODY = Context()


def enter(context: Context) -> None:
    """Make the context's settings for the rest of the current transaction.

    Raises RuntimeError outside a transaction: there the settings would vanish at once and
    every query would see zero rows.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A database context needs a transaction.")
    columns = ", ".join("set_config(%s, %s, true)" for _ in SETTINGS)
    pairs = [part for pair in zip(SETTINGS, context.values(), strict=True) for part in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", pairs)


@contextmanager
def acting(context: Context) -> Iterator[None]:
    """Run a block in one transaction as the context; on leaving, nobody is asking any more."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        enter(context)
        yield
        if nested:
            enter(NOBODY)
