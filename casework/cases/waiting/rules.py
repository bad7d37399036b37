"""The order of a waiting list, and why: pure, from rows of weights (report I.2 f).

A place is worth the points of her risk, of the days she has waited and of what makes waiting
harder for her, and every point is said in words. More risk never waits longer, all else equal;
of two alike, the one who came first goes first. The order proposes; a person decides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.survivors.levels import Level

from .models import Factor

REVIEW_EVERY = timedelta(days=15)  # domain.md 2.4, S2
TOO_LONG = timedelta(days=30)  # domain.md 3.4, A14
_ASSESSED = (Level.LOW, Level.MEDIUM, Level.HIGH, Level.VITAL)
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Weights:
    """How many points each thing is worth. day: for each day of waiting, up to `longest` days."""

    risk: Mapping[str, int]
    day: int
    longest: int
    raised: int
    factors: Mapping[str, int]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Weights":
        """Read the weights of a rule's row."""
        return cls(**{name: values[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A woman who waits, in codes. level: her last risk result, or "" when there is none."""

    id: UUID
    level: str
    since: date
    factors: Collection[str] = ()
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and the words they were given for."""

    words: str
    points: int

    def __str__(self) -> str:
        return f"{self.words}: +{self.points}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: 1 is the next to enter. score is the sum of the reasons' points."""

    id: UUID
    position: int
    score: int
    reasons: tuple[Reason, ...]
    candidate: Candidate

    @property
    def explained(self) -> str:
        """Say why she stands there, in one line."""
        return "; ".join(str(reason) for reason in self.reasons)


def weights_problem(weights: Weights) -> str:
    """Say what is wrong with the weights; empty when they may order people."""
    if set(weights.risk) != set(Level.values):
        return _("Every level of risk needs its points, also “not assessed”.")
    steps = [weights.risk[level] for level in _ASSESSED]
    if steps != sorted(steps):
        return _("More risk cannot be worth less.")
    if weights.risk[Level.NOT_ASSESSED] < weights.risk[Level.LOW]:
        return _("Who was not assessed cannot be worth less than low risk: nobody knows.")
    if unknown := set(weights.factors) - set(Factor.values):
        return _("Nothing has the code “%(code)s”.") % {"code": min(unknown)}
    numbers = (*weights.risk.values(), *weights.factors.values(), weights.day, weights.longest,
               weights.raised)  # fmt: skip
    if not all(0 <= number <= MOST for number in numbers):
        return _("Points lie between 0 and %(most)s.") % {"most": MOST}
    return ""


def order(candidates: Sequence[Candidate], weights: Weights, on: date) -> list[Place]:
    """Put those who wait in order on a day, each with the reasons for her place."""
    judged = [(candidate, tuple(_reasons(candidate, weights, on))) for candidate in candidates]
    scored = [(sum(one.points for one in why), candidate, why) for candidate, why in judged]
    scored.sort(key=lambda row: (-row[0], row[1].since, row[1].id))
    return [
        Place(candidate.id, position, score, why, candidate)
        for position, (score, candidate, why) in enumerate(scored, start=1)
    ]


def _reasons(candidate: Candidate, weights: Weights, on: date) -> list[Reason]:
    level = Level(candidate.level or Level.NOT_ASSESSED)
    days = min(max(0, (on - candidate.since).days), weights.longest)
    found = [Reason(_risk_words(level), weights.risk[level])]
    waited = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    found.append(Reason(waited, days * weights.day))
    for factor in Factor:
        if factor in candidate.factors and weights.factors.get(factor, 0):
            found.append(Reason(str(factor.label), weights.factors[factor]))
    if candidate.raised:
        found.append(Reason(_("moved up by the head of centre"), weights.raised))
    return found


def _risk_words(level: Level) -> str:
    if level == Level.NOT_ASSESSED:
        return _("Risk not assessed")
    return _("Risk %(level)s") % {"level": str(level.label).lower()}


def position_words(position: int, total: int) -> str:
    """Say her place to her, in words that can be read aloud, with nobody else in them."""
    if total <= 1 or position == 1:
        return _("You are the next one to enter.")
    ahead = position - 1
    return ngettext(
        "You are number %(position)d of %(total)d: one woman enters before you.",
        "You are number %(position)d of %(total)d: %(ahead)d women enter before you.",
        ahead,
    ) % {"position": position, "total": total, "ahead": ahead}


def is_unseen(review_by: date, on: date) -> bool:
    """Say whether nobody looked at her place when it was due: she goes on top of the board."""
    return review_by < on


def waits_too_long(candidate: Candidate, on: date) -> bool:
    """Say whether alert A14 holds: over 30 days with medium risk or more (domain.md 3.4)."""
    level = Level(candidate.level or Level.NOT_ASSESSED)
    return on - candidate.since > TOO_LONG and level.rank >= Level.MEDIUM.rank
