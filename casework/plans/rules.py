"""Rules of the plan, pure: what is missing, when to look again, what changed between versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.cases.clocks import Clock, Unit, end_of
from casework.territory.validity import CHILE

# domain.md 2.4: the plan is reviewed every 90 days. A proposal of practice, not a law.
REVIEW = Clock("plan-review", 90, Unit.DAYS, "")
# A week for the head of centre to sign: a habit agreed here, not a law.
SIGNATURE = Clock("plan-signature", 7, Unit.DAYS, "")
SOON_DAYS = 10
FARTHEST_DAYS = 180


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity as the comparison sees it. who: in words already."""

    thread: UUID
    what: str
    who: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """An objective as the comparison sees it."""

    thread: UUID
    area: str
    words: str
    agreed: bool | None = None
    activities: tuple[ActivityFacts, ...] = ()


class Change(StrEnum):
    """What became of a line from one version to the next."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """before or after is None where there was, or is, no such activity."""

    change: Change
    before: ActivityFacts | None
    after: ActivityFacts | None


@dataclass(frozen=True, slots=True)
class ObjectiveChange:
    """An objective side by side. `change` is about the objective itself and its activities."""

    change: Change
    before: ObjectiveFacts | None
    after: ObjectiveFacts | None
    activities: tuple[ActivityChange, ...]


def compare(
    before: Sequence[ObjectiveFacts], after: Sequence[ObjectiveFacts]
) -> list[ObjectiveChange]:
    """Give every objective of both versions once: those of `after` in order, then what left."""
    return [_objective(old, new) for old, new in _pairs(before, after)]


def _objective(old: ObjectiveFacts | None, new: ObjectiveFacts | None) -> ObjectiveChange:
    pairs = _pairs(old.activities if old else (), new.activities if new else ())
    activities = tuple(ActivityChange(_change(one, two), one, two) for one, two in pairs)
    change = _change(old, new)
    return ObjectiveChange(change, old, new, activities)


def _pairs(before: Iterable[Any], after: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Match by thread: (old, new), None where one is missing."""
    old, new = {one.thread: one for one in before}, {one.thread: one for one in after}
    found = [(old.get(thread), one) for thread, one in new.items()]
    return found + [(one, None) for thread, one in old.items() if thread not in new]


def _change(old: object | None, new: object | None) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    return Change.SAME if old == new else Change.CHANGED


def count(changes: Iterable[ObjectiveChange]) -> dict[Change, int]:
    """Count the objectives by what became of them."""
    tally = dict.fromkeys(Change, 0)
    for one in changes:
        tally[one.change] += 1
    return tally


def missing(objectives: Sequence[ObjectiveFacts]) -> list[str | Promise]:
    """Say what keeps a draft from coming into force; nothing when it may."""
    found: list[str | Promise] = []
    if not any(one.agreed for one in objectives):
        found.append(_("At least one objective that she agrees with."))
    if any(one.agreed is None for one in objectives):
        found.append(_("Her answer, yes or no, to each objective."))
    if any(one.agreed and not one.activities for one in objectives):
        found.append(_("At least one activity for each objective she agrees with."))
    return found


def average(progress: Sequence[int]) -> int | None:
    """Give how far a plan has come, 0 to 100; None without activities."""
    return round(100 * sum(progress) / (4 * len(progress))) if progress else None


class Timing(StrEnum):
    """Where a review stands against its day."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"


def timing(next_on: date, today: date) -> Timing:
    """Say whether the review is far away, near (10 days) or overdue."""
    if next_on < today:
        return Timing.OVERDUE
    return Timing.SOON if next_on <= today + timedelta(days=SOON_DAYS) else Timing.LATER


def next_review(day: date) -> date:
    """Give the day to look again, 90 days later (domain.md 2.4)."""
    return REVIEW.due(end_of(day)).astimezone(CHILE).date()


def may_be_next(on: date, next_on: date) -> bool:
    """Say whether a review may be put on that day: after this one, within half a year."""
    return on < next_on <= on + timedelta(days=FARTHEST_DAYS)
