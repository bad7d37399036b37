"""When anchors are written: after each commit, once for what that transaction added."""

import logging

from django.db import connection, transaction

from .anchors import Head, stores

logger = logging.getLogger(__name__)


class Anchoring:
    """Waits for the commit, then writes the last head of each lane the transaction moved."""

    def __init__(self) -> None:
        self.heads: dict[int, Head] = {}

    def __call__(self) -> None:
        """Write. The rows are already safe, so trouble here is reported, not raised.

        The next act finds the same trouble before it begins (`check_stores`) and is refused.
        """
        for store in stores():
            try:
                store.append(list(self.heads.values()))
            except OSError:
                logger.critical("The log's anchor was not written. Run anchor_audit.")


def check_stores() -> None:
    """Refuse an act whose anchor could not be written. Raises AnchorsUnavailable.

    Asked before the commit, because afterwards nothing can be taken back; once a transaction.
    """
    waiting = reversed(connection.run_on_commit)
    if any(isinstance(callback, Anchoring) for _, callback, *_ in waiting):
        return
    for store in stores():
        store.check()


def anchor_on_commit(head: Head) -> None:
    """Have the head written after the commit, instead of an earlier one of the same savepoint.

    One callback for each set of open savepoints: if they are rolled back, their rows and their
    anchor vanish together.
    """
    open_savepoints = set(connection.savepoint_ids)
    for savepoints, callback, *_ in reversed(connection.run_on_commit):
        if not open_savepoints <= savepoints:
            break  # what waits from here on began to wait before the last of them was opened
        if isinstance(callback, Anchoring) and savepoints == open_savepoints:
            callback.heads[head.lane] = head
            return
    anchoring = Anchoring()
    anchoring.heads[head.lane] = head
    transaction.on_commit(anchoring)


def anchor_all_heads() -> int:
    """Write the end of every lane that has rows, and make the store keep it. Gives how many.

    For a schedule (every ten minutes) and for backups. Needs the system role.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lane, seq, encode(head, 'hex') FROM casework_auditlane WHERE seq > 0 ORDER BY 1"
        )
        heads = [Head(*row) for row in cursor.fetchall()]
    for store in stores():
        store.check()
        if heads:
            store.append(heads, durable=True)
    return len(heads)
