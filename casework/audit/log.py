"""Writing the log: no event, no data (design 7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from casework.identity.records import new_id

from . import origin as origins
from .actors import Actor
from .anchoring import anchor_on_commit, check_stores
from .anchors import Head
from .codes import Detail, check_detail, check_purpose, check_word
from .models import AuditEvent
from .months import ensure_month
from .verbs import Verb


@dataclass(frozen=True, slots=True)
class Target:
    """What was acted on: a kind ("centre", "document") and its identifier; never a name."""

    kind: str
    id: str


_WRITTEN = (
    "id", "at", "actor_kind", "actor_id", "actor_level", "actor_centre", "verb", "target_kind",
    "target_id", "subject", "purpose", "request_id", "origin", "detail",
)  # fmt: skip
_MADE = ("created_at", "centre_ids", "lane", "seq", "prev_hash", "hash")
_INSERT = (
    f"INSERT INTO casework_auditevent ({', '.join(_WRITTEN)}) "  # noqa: S608 - fixed names
    f"VALUES ({', '.join(['%s'] * len(_WRITTEN))}) RETURNING {', '.join(_MADE)}"
)


def record(
    verb: Verb,
    *,
    by: Actor,
    at: datetime | None = None,
    target: Target | None = None,
    subject: UUID | None = None,
    purpose: str = "",
    origin: str = "",
    detail: Detail | None = None,
) -> AuditEvent:
    """Write one event in the current transaction and give it.

    subject: the survivor it is about (feeds her ledger). purpose, target and detail are codes.
    origin: overrides the request's own place, for instance "task:expire_access".

    Raises RuntimeError outside a transaction, PersonalData for text that is not a code,
    AnchorsUnavailable, or the database's error. Whatever it raises, the innermost atomic block is
    marked for rollback, so that catching the error does not save the act it was to witness.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of the act it witnesses.")
    try:
        _check(target, purpose, origin, detail or {})
        check_stores()
        return _write(
            at=at or timezone.now(), actor_kind=by.kind, actor_id=by.id, actor_level=by.level,
            actor_centre=by.centre_id, verb=verb.value,
            target_kind=target.kind if target else "", target_id=target.id if target else "",
            subject=subject, purpose=purpose, detail=dict(detail or {}), **_origin(origin),
        )  # fmt: skip
    except Exception:
        transaction.set_rollback(True)
        raise


def _check(target: Target | None, purpose: str, origin: str, detail: Detail) -> None:
    check_purpose(purpose)
    check_detail(detail)
    check_word(origin, "the origin")
    if target:
        check_word(target.kind, "the target's kind")
        check_word(target.id, "the target")


def _origin(given: str) -> dict[str, Any]:
    current = origins.current()
    return {
        "request_id": current.request_id if current else None,
        "origin": given or (current.place if current else ""),
    }


def _write(**values: Any) -> AuditEvent:
    values["id"] = new_id()
    sent = {**values, "detail": Jsonb(values["detail"])}
    ensure_month(values["at"])
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [sent[name] for name in _WRITTEN])
        made = cursor.fetchone()
    event = AuditEvent(**values, **dict(zip(_MADE, made, strict=True)))
    event._state.adding = False
    anchor_on_commit(Head(event.lane, event.seq, bytes(event.hash).hex()))
    return event
