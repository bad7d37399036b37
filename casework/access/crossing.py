"""Two who write one thing in the same instant: whoever comes second is answered, never failed.

How it happens: a form sent twice by two taps; two persons who decide on one row. Both read it as
it was, the first commits, and a unique key, a trigger that keeps what ended, a lock taken the other
way round or a row that is gone stops the second. Every such act is one transaction
(`DatabaseContext`), so the answer is here, once, for all:

1. The same form sent twice waits for itself: its second sending begins when the first is committed.
2. What was stopped is undone whole and done again, once. Now the view sees how things stand and
   says so in its own words: "it was approved already", "you have a place".
3. What is stopped again by the same kind of thing is told by a page (`settings.CROSSED_VIEW`) that
   gives back what was typed. Anything else that fails again is a fault of ours and logged as one.
"""

import hashlib
import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# PostgreSQL's codes: two rows where one may be; a deadlock, or no lock in time; a row gone or
# kept by another; a row that a trigger keeps as it ended.
CROSSED = frozenset({"23505", "23P01", "40001", "40P01", "55P03", "23503", "23001"})
# It passed to somebody else meanwhile: the policies of its new place refuse the write.
MOVED_ON = "42501"
_MET = "_crossed_with"
PATIENCE = "10s"  # for the first sending of a form to end
# Only this lock is waited for so long, and no other: the last part says so.
_WAIT = (
    "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s), "
    "set_config('lock_timeout', '0', true)"
)


class Overtaken(Exception):
    """An act begins where things no longer stand: somebody moved them meanwhile."""


def code_of(problem: BaseException) -> str:
    """Give PostgreSQL's code of what went wrong; empty when it is none of its own."""
    if not isinstance(problem, DatabaseError):
        return ""
    return str(getattr(problem.__cause__, "sqlstate", None) or "")


def noticed(request: HttpRequest, problem: BaseException) -> bool:
    """Take note of what stopped a request; say whether it is answered here.

    The first time, all that may come of somebody else's act. The second, only what surely does.
    """
    sure = code_of(problem) in CROSSED or isinstance(problem, Overtaken)
    maybe = code_of(problem) == MOVED_ON or isinstance(problem, ObjectDoesNotExist)
    writes = request.method not in SAFE
    first = not hasattr(request, _MET)
    found = (sure or (maybe and writes)) if first else sure and writes
    setattr(request, _MET, (code_of(problem) or "overtaken") if found else "")
    return found


def met(request: HttpRequest) -> bool:
    """Say whether the request was stopped and nothing answered yet."""
    return bool(getattr(request, _MET, ""))


def rewind(request: HttpRequest, names: Iterable[str], said: int) -> None:
    """Leave a request as it came, to be done again. names: what it held before the view.

    said: how many notices waited for the next page.
    """
    held = set(names) | {_MET}
    for name in [one for one in vars(request) if one not in held and not one.startswith("_")]:
        delattr(request, name)
    setattr(request, _MET, "")
    for _field, sent in request.FILES.lists() if request.method not in SAFE else ():
        for file in sent:
            file.seek(0)
    del queued(request)[said:]


def queued(request: HttpRequest) -> list[Any]:
    """Give the notices that wait for the next page, to be cut."""
    found = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    assert isinstance(found, list)
    return found


def told(request: HttpRequest) -> HttpResponse:
    """Give the page for who was stopped twice. The log says by what, and nothing of hers."""
    stop, match = getattr(request, _MET), request.resolver_match
    view = match.view_name if match else ""
    log.warning("Crossed twice (%s): %s", stop, view)
    answer: HttpResponse = import_string(settings.CROSSED_VIEW)(request)
    return answer


def wait_for_itself(request: HttpRequest) -> None:
    """Wait until another sending of the very same form ends; nothing when there is none.

    By its words, files and the mark of the page it was sent from: two pages are two forms. Whoever
    waits too long is answered like whoever was crossed, and gives her connection back.
    """
    if request.method in SAFE or not hasattr(request, "_post"):
        return
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [PATIENCE, number_of(request)])


def number_of(request: HttpRequest) -> int:
    """Give the number of the lock that a sent form waits for."""
    words = [request.path, *(repr(one) for one in sorted(request.POST.lists()))]
    words += [f"{name} {one.name} {one.size}" for name, one in _files(request)]
    digest = hashlib.sha256("\n".join(words).encode(errors="replace")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _files(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, one) for name, sent in request.FILES.lists() for one in sent]
