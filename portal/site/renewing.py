"""Writes the copies of the help pages anew once what was published is kept, and never before.

Whatever goes wrong with them (a full disk, a folder nobody may write) undoes no publication and
breaks no answer: whoever published is told (`TellEditors`), and `tend_site` tries again.
"""

import logging
import threading
from collections.abc import Callable

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from . import copies

log = logging.getLogger(__name__)


class _Here(threading.local):
    """What happened to the copies in this thread: each serves one request at a time."""

    failed = False


_here = _Here()


def copy_again(**signal: object) -> None:
    """Do it once, when the transaction ends well."""
    waiting = (after[1] for after in connection.run_on_commit)
    if not connection.in_atomic_block or _copy not in waiting:
        transaction.on_commit(_copy, robust=True)


def _copy() -> None:
    try:
        copies.refresh()
    except Exception:
        _here.failed = True
        log.exception("The copies of the help pages could not be written.")


def failed_here() -> bool:
    """Say whether this thread could not write them since it was last asked."""
    failed, _here.failed = _here.failed, False
    return failed


class TellEditors:
    """Tells whoever published that the copies were not written.

    Stands between the messages and the database's transaction: the copies are written as it ends.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and leave a warning for her next page."""
        failed_here()
        response = self.get_response(request)
        if failed_here() and request.user.is_authenticated:
            said = _(
                "It is published. The copies of help pages, kept for when the database does not "
                "answer, could not be written: it is tried again every ten minutes. If you read "
                "this again, tell who runs the system."
            )
            messages.warning(request, said)
        return response
