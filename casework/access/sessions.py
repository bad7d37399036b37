"""Live staff sessions: begin, keep alive, end; hers or, for an administrator, anybody's."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import LiveSession, Operator
from .rules import clock_problem

TOUCH_EVERY = timedelta(seconds=20)


def digest(session_key: str) -> bytes:
    """Give what the list of sessions knows of a key: not the key."""
    return hashlib.sha256(session_key.encode()).digest()


def begin(session: SessionBase, *, operator: Operator, device: str, at: datetime) -> LiveSession:
    """Enter a session that passed both factors. Its id was rotated by the caller."""
    if not session.session_key:
        session.save()
    assert session.session_key is not None
    return LiveSession.objects.create(
        operator=operator,
        key_digest=digest(session.session_key),
        device=device,
        created_at=at,
        seen_at=at,
    )


def rekey(live: LiveSession, session: SessionBase) -> None:
    """Follow a session whose id was rotated."""
    assert session.session_key is not None
    live.key_digest = digest(session.session_key)
    live.save(update_fields=["key_digest"])


def find(session: SessionBase, *, user_id: int) -> LiveSession | None:
    """Give the live session of a browser's session, if it was not ended."""
    if not session.session_key:
        return None
    return (
        LiveSession.objects.select_related("operator__user")
        .filter(key_digest=digest(session.session_key), operator__user_id=user_id)
        .filter(operator__active=True)
        .first()
    )


def ran_out(live: LiveSession, at: datetime) -> str:
    """Say which clock ran out: "idle", "absolute" or neither (safety.md 1)."""
    return clock_problem(
        started=live.created_at,
        seen=live.seen_at,
        at=at,
        idle=settings.STAFF_IDLE_SECONDS,
        absolute=settings.STAFF_ABSOLUTE_SECONDS,
    )


def left(live: LiveSession, at: datetime) -> tuple[int, bool]:
    """Give the seconds until it ends if nothing is done, and whether asking makes it longer.

    A little less than there is: the list of sessions may be behind by TOUCH_EVERY.
    """
    idle = timedelta(seconds=settings.STAFF_IDLE_SECONDS) - TOUCH_EVERY
    whole = live.created_at + timedelta(seconds=settings.STAFF_ABSOLUTE_SECONDS) - at
    return max(1, int(min(idle, whole).total_seconds())), whole > idle


def touch(live: LiveSession, at: datetime) -> None:
    """Note that she is there; not at every click, to spare the database."""
    if at - live.seen_at > TOUCH_EVERY:
        LiveSession.objects.filter(pk=live.pk).update(seen_at=at)


@transaction.atomic
def end(live: LiveSession, *, by: Actor, at: datetime, why: str) -> None:
    """End one session: the next click with it finds the door closed. Writes the log."""
    _erase([bytes(live.key_digest)])
    record(
        Verb.SESSION_ENDED,
        by=by,
        at=at,
        target=Target("operator", str(live.operator_id)),
        detail={"why": why},
    )


@transaction.atomic
def end_all(
    operator_id: UUID, *, by: Actor, at: datetime, why: str, keep: LiveSession | None = None
) -> int:
    """End every session of an operator but the one to keep; give how many. Writes the log."""
    rows = LiveSession.objects.filter(operator_id=operator_id)
    rows = rows.exclude(pk=keep.pk) if keep else rows
    digests = [bytes(found) for found in rows.values_list("key_digest", flat=True)]
    _erase(digests)
    if digests:
        record(
            Verb.SESSION_ENDED,
            by=by,
            at=at,
            target=Target("operator", str(operator_id)),
            detail={"why": why, "count": len(digests)},
        )
    return len(digests)


def sweep(at: datetime) -> int:
    """Remove what both clocks left behind; give how many. For the unattended command."""
    idle = at - timedelta(seconds=settings.STAFF_IDLE_SECONDS)
    absolute = at - timedelta(seconds=settings.STAFF_ABSOLUTE_SECONDS)
    old: Any = LiveSession.objects.filter(seen_at__lt=idle) | LiveSession.objects.filter(
        created_at__lt=absolute
    )
    digests = [bytes(found) for found in old.values_list("key_digest", flat=True)]
    _erase(digests)
    return len(digests)


def _erase(digests: list[bytes]) -> None:
    """Delete the list's rows and the sessions themselves, known here only by their digests."""
    LiveSession.objects.filter(key_digest__in=digests).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_session WHERE sha256(convert_to(session_key, 'UTF8')) = ANY (%s)",
            [digests],
        )
