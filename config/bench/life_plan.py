"""How much happens in an invented life: the proportions of ten years of the Service.

From domain.md 4.2 and 4.3: 600,000 women, 920,000 cases (one in three enters, the others are
oriented), 1.8 episodes, 8 attentions for each entry and 1.2 otherwise, 4 and 1 risk results,
0.9 referrals, 3 follow-ups for each entry.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .women import YEARS, Woman

LONG_YEARS = 20
LONG = 0  # the number of the woman with the longest life
LONG_EVENTS = 500
LEVELS = ("BAJO", "MEDIO", "ALTO", "VITAL")
OPEN_STAGES = ("S1", "S2", "S3", "S4", "S5", "S7")


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One case. place: number of the centre. stage: where it stands now. rows: how many of each."""

    place: int
    opened: datetime
    closed: datetime | None
    stage: str
    entered: bool
    sessions: int
    episodes: int
    risks: int
    referrals: int
    follow_ups: int


def cases_of(woman: Woman, registered: datetime, at: datetime) -> list[PlannedCase]:
    """Give the cases of an invented woman, oldest first; only the newest may still be open."""
    chance = woman.chance
    count = 6 if woman.number == LONG else chance.choices((1, 2, 3), weights=(60, 27, 13))[0]
    years = LONG_YEARS if woman.number == LONG else YEARS
    days = sorted(chance.randint(30, years * 365) for _ in range(count - 1))
    starts = [at - timedelta(days=day) for day in reversed(days)] + [registered]
    starts.sort()
    return [_case(woman, place, starts, at) for place in range(count)]


def _case(woman: Woman, number: int, starts: list[datetime], at: datetime) -> PlannedCase:
    chance, opened = woman.chance, starts[number]
    last = number == len(starts) - 1
    entered = woman.number == LONG or chance.random() < 0.33
    is_open = last and (woman.number == LONG or opened > at - timedelta(days=420 * chance.random()))
    long_ = woman.number == LONG
    return PlannedCase(
        place=_place(woman, number),
        opened=opened,
        closed=None if is_open else _closed(chance.randint(20, 400), opened, starts, number, at),
        stage=chance.choice(OPEN_STAGES) if is_open else "closed",
        entered=entered,
        sessions=LONG_EVENTS // 8 if long_ else 8 if entered else 1 + (chance.random() < 0.2),
        episodes=5 if long_ else 1 + (chance.random() < 0.8),
        risks=5 if long_ else 4 if entered else 1,
        referrals=4 if long_ else int(chance.random() < 0.9),
        follow_ups=3 if entered and not is_open else 0,
    )


def _place(woman: Woman, number: int) -> int:
    if woman.second_centre is not None and number % 2:
        return woman.second_centre
    return woman.centre


def _closed(
    days: int, opened: datetime, starts: list[datetime], number: int, at: datetime
) -> datetime:
    """Give the day a case closed: before the next one opened, and not in the future."""
    until = starts[number + 1] if number + 1 < len(starts) else at
    return min(opened + timedelta(days=days), until)
