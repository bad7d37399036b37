"""Papers of staff belong to no centre: the act that makes one opens its key for that moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from casework.identity import vault


@contextmanager
def new_paper() -> Iterator[UUID]:
    """Give a new key and let papers sealed with it be written until the block ends.

    Needs a transaction. Afterwards the paper is opened by whoever may see the row it hangs from.
    """
    key = vault.new_key(owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
    _make(str(key))
    try:
        yield key
    finally:
        if not connection.needs_rollback:
            _make("")


def _make(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.paper', %s, true)", [value])
