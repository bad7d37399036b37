"""Pure rules of quizzes: what is drawn, until when an answer counts, what passes, the grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from .questions import Kind, Question, question

LOWEST, PASSING, HIGHEST = Decimal("1.0"), Decimal("4.0"), Decimal("7.0")
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Quiz:
    """How a lesson is tested. minutes 0: no limit. attempts 0: as many as she wants."""

    bank: tuple[Question, ...]
    draw: int
    attempts: int
    minutes: int
    pass_percent: int

    @property
    def size(self) -> int:
        """How many questions are asked."""
        return min(self.draw or len(self.bank), len(self.bank))


def quiz(lesson: Mapping[str, Any]) -> Quiz | None:
    """Give the quiz of a lesson of an outline; None when it has no questions."""
    written = lesson.get("quiz")
    if not written:
        return None
    bank = tuple(question(piece) for piece in written["questions"])
    return Quiz(
        bank, written["draw"], written["attempts"], written["minutes"], written["pass_percent"]
    )


def drawn(of: Quiz, chance: Random) -> list[dict[str, Any]]:
    """Draw the questions of one attempt and the order in which each one's options stand."""
    return [
        {"id": one.id, "order": _shuffled(one, chance)} for one in chance.sample(of.bank, of.size)
    ]


def _shuffled(one: Question, chance: Random) -> list[int]:
    places = list(range(len(one.items)))
    if one.kind != Kind.ORDER:
        return places  # "all of the above" and the like stand where they were written
    while len(places) > 1 and places == sorted(places):
        chance.shuffle(places)
    return places


def ends_at(started: datetime, minutes: int) -> datetime | None:
    """Give when an attempt is over; None: no limit."""
    return started + timedelta(minutes=minutes) if minutes else None


def percent(right: int, asked: int) -> int:
    """Give the share of right answers, rounded down: nobody passes by rounding."""
    return right * 100 // asked if asked else 0


def grade(share: int, passing_share: int) -> Decimal:
    """Give the grade of 1 to 7 of a share: 4.0 at the share that passes, straight on each side."""
    if share >= passing_share:
        span, above = HIGHEST - PASSING, Decimal(100 - passing_share)
        found = PASSING + span * (share - passing_share) / above if above else HIGHEST
    else:
        found = LOWEST + (PASSING - LOWEST) * share / Decimal(passing_share)
    return found.quantize(TENTH, ROUND_HALF_UP)


def mean(grades: Sequence[Decimal]) -> Decimal | None:
    """Give the mean of grades to a tenth; None of none."""
    if not grades:
        return None
    return (sum(grades, Decimal()) / len(grades)).quantize(TENTH, ROUND_HALF_UP)
