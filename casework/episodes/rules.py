"""Pure rules of episodes: how grave one was, which dates make sense, who may undo a slip."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .choices import Answer, Injuries, Precision

UNDO = timedelta(minutes=15)  # a slip, not a change of mind
NO_WEAPON = "NINGUNA"
MODERATE, GRAVE = 5, 10  # where the words of the drawing change; of 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule about severity looks at: codes, and answers that may be unknown."""

    forms: Collection[str]
    injuries: str = ""
    weapons: Collection[str] = ()
    strangulation: str = ""
    death_threat: str = ""
    children_present: str = ""
    pregnant: str = ""
    femicide_degree: str = ""


def severity(facts: Facts, weights: Mapping[str, int]) -> int:
    """Give how grave an episode was, in points: the sum of the weights of what is known.

    Each form, the injuries, the gravest weapon, and each answered yes add their weight; what is
    not known adds nothing; never above `severity.max`. It orders and draws; it decides nothing
    (design 1). The weights are data and a proposal: no instrument stands behind them.
    """
    points = sum(weights.get(f"severity.form.{form}", 0) for form in set(facts.forms))
    if facts.injuries and facts.injuries != Injuries.NONE:
        points += weights.get(f"severity.injuries.{facts.injuries}", 0)
    points += max((_weapon(weapon, weights) for weapon in facts.weapons), default=0)
    for name in ("strangulation", "death_threat", "children_present", "pregnant"):
        if getattr(facts, name) == Answer.YES:
            points += weights.get(f"severity.{name}", 0)
    if facts.femicide_degree:
        points += weights.get("severity.femicide", 0)
    return max(0, min(points, weights.get("severity.max", points)))


def _weapon(code: str, weights: Mapping[str, int]) -> int:
    if code == NO_WEAPON:
        return 0
    return weights.get(f"severity.weapon.{code}", weights.get("severity.weapon", 0))


@dataclass(frozen=True, slots=True)
class When:
    """The days an episode may have happened on; none when she does not remember."""

    precision: str
    starts_on: date | None = None
    ends_on: date | None = None


def span(
    precision: str, *, day: date | None, month: int | None, year: int | None, until: date | None
) -> When:
    """Give the first and last day of what she said. Raises ValueError when a part is missing.

    day: the day, or the first of a period. month and year: numbers. until: last of a period.
    """
    if precision == Precision.UNKNOWN:
        return When(precision)
    if precision == Precision.DAY and day:
        return When(precision, day, day)
    if precision == Precision.PERIOD and day and until:
        return When(precision, day, until)
    if precision == Precision.MONTH and month and year:
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        return When(precision, first, following - timedelta(days=1))
    if precision == Precision.YEAR and year:
        return When(precision, date(year, 1, 1), date(year, 12, 31))
    raise ValueError(precision)


NOT_YET = _("This has not happened yet. Check the date.")
END_BEFORE_START = _("The end is before the beginning. Check both dates.")
BEFORE_HER = _("This is before she was born. Check the year.")
COMPLAINT_FIRST = _("The complaint is before what it tells. Check the dates.")


def date_problem(when: When, *, today: date, birth: date | None) -> Promise | None:
    """Say what cannot be in the dates of an episode; None when they may be (issue, bad input)."""
    if when.starts_on is None or when.ends_on is None:
        return None
    if when.ends_on < when.starts_on:
        return END_BEFORE_START
    if when.starts_on > today or (when.precision == Precision.PERIOD and when.ends_on > today):
        return NOT_YET
    if birth is not None and when.ends_on < birth:
        return BEFORE_HER
    return None


def until_today(when: When, today: date) -> When:
    """Cut a month or a year that is not over yet at today."""
    if when.ends_on is None or when.ends_on <= today:
        return when
    return When(when.precision, when.starts_on, today)


def may_undo(*, writer: UUID, by: UUID, written: datetime, at: datetime) -> bool:
    """Say whether somebody may still undo what was written: its writer, within minutes."""
    return writer == by and timedelta(0) <= at - written <= UNDO


def grade(points: int) -> str:
    """Give the tone of a number of points: how it is drawn, not a level of risk."""
    if points >= GRAVE:
        return "danger"
    return "warning" if points >= MODERATE else "info"
