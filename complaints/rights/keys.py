"""The key of a request: its own, made in the same way for every RUN, and kept after an erasure."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from casework.identity import vault

SETTINGS = ("app.request", "app.request_id")


def new_key() -> UUID:
    """Make the key of a new request. It names nobody, so erasing a file does not touch it."""
    return vault.new_key(owner=vault.KeyOwner.REQUEST, survivor_id=None, centre_ids=[])


@contextmanager
def filing_with(key_id: UUID, request_id: UUID) -> Iterator[None]:
    """Let whoever files use the key just made and hang papers from the request, and nothing else.

    Needs a transaction, as any database context; it ends with the block.
    """
    _make(str(key_id), str(request_id))
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _make("", "")


def _make(*values: str) -> None:
    with connection.cursor() as cursor:
        pairs = [part for pair in zip(SETTINGS, values, strict=True) for part in pair]
        cursor.execute("SELECT set_config(%s, %s, true), set_config(%s, %s, true)", pairs)
