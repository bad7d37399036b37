"""Live staff sessions: begin, keep alive, end; hers or, for an administrator, anybody's."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, models, transaction
from django.db.models import Exists, F, Func, OuterRef, Value
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import undertaking_text
from .levels import OFFICERS
from .models import LiveSession, Operator, Undertaking
from .prepared import Prepared
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


@dataclass(frozen=True, slots=True)
class Arrival:
    """A live session, and what the door asks at every click.

    signed: the undertaking in force. granted: the persons whom grants open to her now.
    officer: she is of the group that answers for personal data. certified: the levels her
    certificates open now.
    """

    live: LiveSession
    signed: bool
    granted: frozenset[UUID]
    officer: bool
    certified: frozenset[str]


def find(session: SessionBase, *, at: datetime) -> Arrival | None:
    """Give the live session of a browser's session, if it was not ended, in one query."""
    account = session.get(SESSION_KEY)
    if not session.session_key or not account:
        return None
    key = digest(session.session_key)
    live = next(_arrivals.rows(key=key, account=int(account), at=at), None)
    if live is None:
        return None
    return Arrival(
        live, live.signed, frozenset(live.granted_ids), live.officer, frozenset(live.certified)
    )


def _arriving(*, key: bytes, account: int, at: datetime) -> "models.QuerySet[Any, Any]":
    granted = Func(
        F("operator_id"), Value(at),
        template="ARRAY(SELECT * FROM siivbg_granted(%(expressions)s))",
        output_field=ArrayField(models.UUIDField()),
    )  # fmt: skip
    certified = Func(
        F("operator_id"), Value(at), function="siivbg_certified",
        output_field=ArrayField(models.CharField()),
    )  # fmt: skip
    signed = Undertaking.objects.filter(
        operator=OuterRef("operator_id"), version=undertaking_text.VERSION
    )
    groups = get_user_model().groups.through.objects
    officer = groups.filter(user=OuterRef("operator__user_id"), group__name=OFFICERS)
    return (
        LiveSession.objects.select_related("operator__user")
        .annotate(
            granted_ids=granted,
            signed=Exists(signed),
            officer=Exists(officer),
            certified=certified,
        )
        .filter(key_digest=key, operator__user_id=account, operator__active=True)
    )


# The door asks it at every click.
_arrivals: Prepared[Any] = Prepared(_arriving, key=bytes, account=int, at=datetime)


def lend_account(request: HttpRequest, live: LiveSession) -> None:
    """Let Django use the account that came with the live session instead of reading it again.

    Only one that Django would take itself: named in the session, active, its password unchanged.
    Any other is left to Django, which closes the session.
    """
    session, account = request.session, live.operator.user
    kept = session.get(HASH_SESSION_KEY, "")
    if (
        session.get(SESSION_KEY) == str(account.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and account.is_active
        and constant_time_compare(kept, account.get_session_auth_hash())
    ):
        request._cached_user = account  # type: ignore[attr-defined]


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
