"""The bare SQL a page needs: listened to once, then sent again by the driver alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from .timing import Times

_BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the page sent it."""

    sql: str
    values: Any

    @property
    def is_bookkeeping(self) -> bool:
        """Say whether it only marks a place in the transaction."""
        return self.sql.startswith(_BOOKKEEPING)


class Listener:
    """Writes down every statement that passes."""

    def __init__(self) -> None:
        self.heard: list[Statement] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Let it pass."""
        values = list(params) if isinstance(params, list | tuple) else params
        self.heard.append(Statement(sql, values))
        return execute(sql, params, many, context)


def heard_during(act: Callable[[], object]) -> list[Statement]:
    """Give every statement of an act, savepoints too."""
    listener = Listener()
    with connection.execute_wrapper(listener):
        act()
    return listener.heard


def needed_by(act: Callable[[], object]) -> list[Statement]:
    """Give the statements of an act, which is then undone: so each list can be sent once more."""
    with transaction.atomic():
        found = heard_during(act)
        transaction.set_rollback(True)
    return [statement for statement in found if not statement.is_bookkeeping]


def send(statements: list[Statement], times: Times) -> None:
    """Send them again in one transaction, past the framework, and take the time with its end."""
    connection.ensure_connection()
    with times.one(), transaction.atomic():
        cursor = connection.connection.cursor()
        for statement in statements:
            if statement.values is None:
                cursor.execute(statement.sql)
            else:
                cursor.execute(statement.sql, statement.values)
            if cursor.description is not None:
                cursor.fetchall()
