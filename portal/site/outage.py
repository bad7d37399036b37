"""When the database does not answer: help pages from their copies, at once, for everybody.

The first request that finds it gone waits (DATABASE_WAIT_SECONDS); the next ones are answered from
the copies, or from what the process last said there, and now and then one of them has the database
tried again in the background: nobody waits meanwhile.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal import serving
from portal.ministry.kept import in_force

from . import copies

log = logging.getLogger(__name__)
PAUSE = 10.0  # seconds between two tries
# What PostgreSQL answers when it is going away; a connection that never was has no code at all.
_GONE = ("08", "57P")
_lock = Lock()


@dataclass(slots=True)
class _State:
    """until: when to try again, by the process's clock; 0 when the database answers."""

    until: float = 0.0


_state = _State()


def is_gone(problem: BaseException | None) -> bool:
    """Say whether an exception means that the database cannot be reached."""
    if not isinstance(problem, OperationalError | InterfaceError):
        return False
    code = getattr(problem.__cause__, "sqlstate", None)
    return code is None or code.startswith(_GONE)


def began(problem: BaseException | None) -> bool:
    """Take note of what went wrong; say whether it is that."""
    gone = is_gone(problem)
    if gone:
        if not _state.until:
            log.error("The database does not answer; help pages come from their copies.")
        _state.until = time.monotonic() + PAUSE
    return gone


def ended() -> None:
    """Take note that the database answers."""
    _state.until = 0.0


def answer(request: HttpRequest) -> HttpResponse | None:
    """Give the copy of a help page, or of another what it last said; leaving works always."""
    if request.path == _leaving():
        gone = redirect(in_force(ask=False).exit_target)
        gone.delete_cookie(settings.SURVIVOR_COOKIE_NAME, samesite="Lax")
        return gone
    kept = copies.read(request.path) if request.method in {"GET", "HEAD"} else None
    if kept is None:
        return serving.last_known(request)
    return HttpResponse(kept, headers={"Cache-Control": "no-store"})


@cache
def _leaving() -> str:
    return reverse("leave")


class HelpFirst:
    """Answers from the copies while the database is known not to answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _state.until:
            return self.get_response(request)
        if _is_time_to_try():
            Thread(target=_try, daemon=True).start()
        return answer(request) or _pause()


def _try() -> None:
    """Ask the database for a connection, away from anybody who waits."""
    try:
        connection.ensure_connection()
        ended()
    except (OperationalError, InterfaceError):
        pass
    finally:
        connection.close()


def _pause() -> HttpResponse:
    """Give the page that asks to come back in a while; it has the numbers to call."""
    headers = {"Cache-Control": "no-store", "Retry-After": str(int(PAUSE))}
    return HttpResponse(Path(settings.PAUSE_PAGE).read_bytes(), status=503, headers=headers)


def _is_time_to_try() -> bool:
    """Say whether to try the database again; said once in each pause."""
    with _lock:
        mine = time.monotonic() >= _state.until
        if mine:
            _state.until = time.monotonic() + PAUSE
        return mine
