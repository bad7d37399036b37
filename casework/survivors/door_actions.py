"""Writes on the way her own space opens: keys, mode, freeze (design 4.3, safety.md 1)."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import keys
from .choices import Mode
from .models import Door, Survivor


class NeedsDocument(Exception):
    """Her space opens with ClaveUnica, so her RUN must be in the file first."""


class NeedsKey(Exception):
    """The mode "with her second key" needs a key handed over first."""


@transaction.atomic
def hand_key(*, survivor: Survivor, by: Staff, at: datetime) -> str:
    """Make her second key, keep its hash and give it to be shown once; any earlier one dies.

    Sets the mode to "key" unless she chose ClaveUnica alone. Raises NeedsDocument.
    """
    if survivor.run_digest is None:
        raise NeedsDocument
    door = _door(survivor)
    key = keys.new_key()
    door.key_hash, door.key_given_at = keys.digest(key), at
    door.failures, door.next_try_at = 0, None
    if door.mode == Mode.CLOSED:
        door.mode = Mode.KEY
    _save(door, Verb.KEY_HANDED, by, at)
    return key


@transaction.atomic
def hand_duress_key(*, survivor: Survivor, by: Staff, at: datetime) -> str:
    """Make a second number that only shows the neutral page and quietly tells the team."""
    door = _door(survivor)
    if not door.key_hash:
        raise NeedsKey
    key = keys.new_key()
    door.duress_hash = keys.digest(key)
    _save(door, Verb.DURESS_KEY_HANDED, by, at)
    return key


@transaction.atomic
def choose_mode(
    *, survivor: Survivor, mode: Mode, by: Staff, at: datetime, warn_team: bool | None = None
) -> Door:
    """Set how her space opens. Raises NeedsKey or NeedsDocument.

    warn_team: whether her team is told of entries without her number; None leaves it as it was.
    """
    door = _door(survivor)
    if mode != Mode.CLOSED and survivor.run_digest is None:
        raise NeedsDocument
    if mode == Mode.KEY and not door.key_hash:
        raise NeedsKey
    door.mode = mode
    if warn_team is not None:
        door.warn_team = warn_team
        door.unkeyed_at = door.unkeyed_at if warn_team else None
    _save(door, Verb.MODE_CHOSEN, by, at)
    return door


@transaction.atomic
def freeze(*, survivor: Survivor, by: Staff, at: datetime) -> Door:
    """Close her space at once, open sessions included; whoever is inside sees the neutral page.

    One that she closed herself stays closed, and her team knows of it from now on.
    """
    door = _door(survivor)
    door.frozen_at = door.frozen_at or at
    _save(door, Verb.FROZEN, by, at)
    return door


@transaction.atomic
def unfreeze(*, survivor: Survivor, by: Staff, at: datetime) -> Door:
    """Let her space open again by its mode, once she asked for it in a safe conversation."""
    door = _door(survivor)
    door.frozen_at = None
    _save(door, Verb.UNFROZEN, by, at)
    return door


@transaction.atomic
def answer_duress(*, survivor: Survivor, by: Staff, at: datetime) -> Door:
    """Take the warnings off her file, once somebody spoke with her by the safe contact."""
    door = _door(survivor)
    door.duress_at = door.unkeyed_at = None
    _save(door, Verb.DURESS_ANSWERED, by, at)
    return door


def _door(survivor: Survivor) -> Door:
    door: Door = Door.objects.select_for_update().get(survivor=survivor)
    return door


def _save(door: Door, verb: Verb, by: Staff, at: datetime) -> None:
    door.changed_by = by.operator_id
    door.save()
    target = Target("door", str(door.survivor_id))
    record(verb, by=by.actor, at=at, target=target, subject=door.survivor_id)
