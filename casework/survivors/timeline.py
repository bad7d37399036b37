"""Writing her trayecto, and the words of its lines. Rooms above register theirs when they start."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from casework.access.principals import Staff

from .models import Survivor
from .timeline_models import TrajectoryEvent

Detail = Mapping[str, str | int | bool | None]
Kind = TrajectoryEvent.Kind
Words = Callable[[Detail], str | Promise]
Address = Callable[[UUID, UUID], str]

_words: dict[tuple[str, str], Words] = {}
_addresses: dict[str, Address] = {}
_following: set[str] = set()


def add_words(kind: Kind, code: str, words: Words) -> None:
    """Say how a line reads. words: makes a short sentence of the line's detail (codes)."""
    _words[kind, code] = words


def add_address(target_kind: str, address: Address, *, follows: bool = False) -> None:
    """Say where a target opens. address: takes (survivor id, target id), gives a path.

    follows: the record follows her, so every centre that attends her may open it.
    """
    _addresses[target_kind] = address
    if follows:
        _following.add(target_kind)


def follows_her(target_kind: str) -> bool:
    """Say whether records of this kind open in every centre that attends her."""
    return target_kind in _following


def words_of(event: TrajectoryEvent) -> str:
    """Give the sentence of a line; the name of its kind when nobody registered one."""
    words = _words.get((event.kind, event.code))
    return str(words(event.detail)) if words else str(event.get_kind_display())


def address_of(event: TrajectoryEvent) -> str:
    """Give where what stands behind a line opens, or "" when there is no page of it."""
    address = _addresses.get(event.target_kind)
    return address(event.survivor_id, event.target_id) if address else ""


def note(
    survivor: Survivor,
    kind: Kind,
    code: str,
    *,
    target: tuple[str, UUID],
    by: Staff | None,
    at: datetime,
    centre_id: int | None = None,
    until: date | None = None,
    level: str = "",
    detail: Detail | None = None,
) -> None:
    """Write a line of her trayecto, or write it anew when its target was corrected.

    at: when it happened (not when it was written down). target: kind and id of the record
    behind it. level: a risk level's code. detail: codes and numbers for the words, never text.
    Call it inside the transaction of the act.
    """
    TrajectoryEvent.objects.update_or_create(
        survivor=survivor,
        target_kind=target[0],
        target_id=target[1],
        code=code,
        defaults={
            "kind": kind,
            "at": at,
            "until": until,
            "centre_id": centre_id,
            "level": level,
            "detail": dict(detail or {}),
            "operator_id": by.operator_id if by else None,
            "key_id": survivor.key_id,
            "withdrawn_at": None,
        },
    )


def sign(
    survivor: Survivor,
    code: str,
    *,
    target: tuple[str, UUID],
    by: Staff | None,
    at: datetime,
    detail: Detail | None = None,
) -> None:
    """Write the line of what she signed, once: it is never corrected, only followed by another.

    by: the worker at her side; None: she signed by herself. She may add this line and read none,
    so nothing is looked up (policy `herself_signs`).
    """
    mine = sorted(by.case_centres & set(survivor.centre_ids)) if by else []
    TrajectoryEvent.objects.create(
        survivor=survivor, key_id=survivor.key_id, kind=Kind.DOCUMENT, code=code, at=at,
        target_kind=target[0], target_id=target[1], detail=dict(detail or {}),
        centre_id=mine[0] if mine else None, operator_id=by.operator_id if by else None,
    )  # fmt: skip


def withdraw(survivor: Survivor, *, target: tuple[str, UUID], at: datetime) -> None:
    """Take the lines of a target out of her trayecto: it was a slip and was undone."""
    lines = TrajectoryEvent.objects.filter(
        survivor=survivor, target_kind=target[0], target_id=target[1]
    )
    lines.update(withdrawn_at=at)
