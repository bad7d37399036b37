"""What opens her space: her mode, her second key; the same steps for every RUN in the country.

Registered or not, each try costs the same questions to the database, the same two hashes and the
same waiting rule, so that nobody can tell from outside (design 4.3; safety.md 0.2 and 1.2).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.core.cache import cache
from django.db import connection

from casework.audit.actors import Actor
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.identity.lookup import run_digest
from casework.identity.records import new_id
from casework.identity.run import Run
from casework.survivors import keys
from casework.survivors.choices import Mode
from casework.survivors.rules import delay_after

REMEMBER_TRIES = 24 * 3600  # seconds


class Outcome(Enum):
    """What a try at the door came to."""

    OPENED = "right"
    NOTHING = "wrong"
    DURESS = "duress"


@dataclass(frozen=True, slots=True)
class DoorState:
    """The door of one RUN, or of nobody: then every field says no."""

    survivor_id: UUID | None = None
    mode: str = Mode.CLOSED
    key_hash: str = ""
    duress_hash: str = ""
    frozen: bool = False

    @property
    def opens_alone(self) -> bool:
        """Whether ClaveUnica alone opens it."""
        return self.mode == Mode.OPEN and not self.frozen

    @property
    def still_opens(self) -> bool:
        """Whether a visit that was opened may stay open."""
        return self.survivor_id is not None and self.mode != Mode.CLOSED and not self.frozen


def door_of(run: Run) -> DoorState:
    """Ask the database for the door behind a RUN; an unknown RUN has a door that never opens."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survivor_id, mode, key_hash, duress_hash, frozen_at "
            "FROM siivbg_survivor_door(%s)",
            [run_digest(run)],
        )
        row = cursor.fetchone()
    if row is None:
        return DoorState()
    survivor_id, mode, key_hash, duress_hash, frozen_at = row
    return DoorState(survivor_id, mode, key_hash, duress_hash, frozen_at is not None)


@dataclass(frozen=True, slots=True)
class Trier:
    """Who tries: the RUN, the visit (what the database knows its cookie by), when it began.

    Waits belong to the visit, not to the RUN: whoever forges a thousand numbers in one waits there,
    and she, who comes in anew, does not (safety.md 1.2, AB39). Guessing gains nothing by coming in
    again and again: five tries of 10^15 for each entry with her ClaveUnica.
    """

    run: Run
    visit: str
    came: datetime


def wait_for(visit: str, at: datetime) -> timedelta:
    """Give how long a visit must still wait before another try; zero mostly."""
    until = cache.get(_waiting(visit))
    return max(timedelta(0), until - at) if until else timedelta(0)


def came_in(state: DoorState, at: datetime) -> None:
    """Note an entry with ClaveUnica alone, for a team that she asked to be told of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_door_entered(%s, %s)", [state.survivor_id or new_id(), at])


def try_key(who: Trier, typed: str, at: datetime) -> tuple[Outcome, DoorState]:
    """Try what was typed against the door of a RUN. Nothing and duress look the same outside."""
    state = door_of(who.run)
    right = keys.matches(typed, state.key_hash)
    duress = keys.matches(typed, state.duress_hash)
    outcome = Outcome.NOTHING
    if right and state.still_opens:
        outcome = Outcome.OPENED
    elif duress:
        outcome = Outcome.DURESS
    _remember(who, state, outcome, at)
    return outcome, state


def _remember(who: Trier, state: DoorState, outcome: Outcome, at: datetime) -> None:
    wait_until = _count(who.visit, outcome, at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT siivbg_door_tried(%s, %s, %s, %s)",
            [state.survivor_id or new_id(), outcome.value, wait_until, who.came],
        )
    record(_VERBS[outcome], by=Actor(kind="anonymous"), at=at, subject=state.survivor_id)


def _count(visit: str, outcome: Outcome, at: datetime) -> datetime | None:
    """Count the tries of a visit, whoever's it is, and set the wait that follows."""
    if outcome is Outcome.OPENED:
        cache.delete_many([_tries(visit), _waiting(visit)])
        return None
    cache.add(_tries(visit), 0, REMEMBER_TRIES)
    delay = delay_after(cache.incr(_tries(visit)))
    cache.set(_waiting(visit), at + delay, max(1, int(delay.total_seconds())))
    return at + delay


_VERBS = {
    Outcome.OPENED: Verb.KEY_USED,
    Outcome.NOTHING: Verb.KEY_FAILED,
    Outcome.DURESS: Verb.DURESS_KEY_USED,
}


def _tries(visit: str) -> str:
    return f"door-tries:{visit}"


def _waiting(visit: str) -> str:
    return f"door-wait:{visit}"
