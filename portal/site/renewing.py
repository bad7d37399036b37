"""Writes the copies of the help pages anew once what was published is kept."""

import logging

from django.db import DatabaseError, connection, transaction

from . import copies

log = logging.getLogger(__name__)


def copy_again(**signal: object) -> None:
    """Do it once when the transaction ends well; a full disk must not undo a publication."""
    waiting = (after[1] for after in connection.run_on_commit)
    if not connection.in_atomic_block or _copy not in waiting:
        transaction.on_commit(_copy)


def _copy() -> None:
    try:
        copies.refresh()
    except (OSError, DatabaseError):
        log.exception("The copies of the help pages could not be written.")
