"""Writes the copies of the help pages anew once what was published is kept."""

import logging

from django.db import DatabaseError, transaction

from . import copies

log = logging.getLogger(__name__)


def copy_again(**signal: object) -> None:
    """Do it when the transaction ends well; a disk that is full must not undo a publication."""
    transaction.on_commit(_copy)


def _copy() -> None:
    try:
        copies.refresh()
    except (OSError, DatabaseError):
        log.exception("The copies of the help pages could not be written.")
