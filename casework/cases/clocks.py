"""One engine for every deadline (design 9; law.md section 6), in Chilean time, kept in UTC.

Hours run without pause. Working days are Monday to Friday without holidays and count from the
day after. Calendar days count from the day after too and do not roll when the last one is a
holiday. A deadline in days ends with the last second of its last day. Nobody computes by hand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from casework.territory.calendar import holidays_between
from casework.territory.validity import CHILE

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Unit(StrEnum):
    """What a deadline is counted in."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


class ClockState(StrEnum):
    """Where a deadline stands."""

    RUNNING = "running"
    NEAR = "near"
    LATE = "late"


class TooLong(ValueError):
    """The law does not let this deadline be extended that much, or at all."""


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Say whether it is Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def due(
    start: datetime, count: int, unit: Unit, holidays: Collection[date] | None = None
) -> datetime:
    """Give the moment (UTC) a deadline ends that starts at an aware moment.

    holidays: the days that do not count; the table of the territory when none are given.
    Raises ValueError for a start without a zone or a count below zero.
    """
    if start.tzinfo is None:
        raise ValueError("A deadline starts at a moment with its zone.")
    if count < 0:
        raise ValueError("A deadline does not run backwards.")
    if unit == Unit.HOURS:
        return start.astimezone(UTC) + timedelta(hours=count)
    day = start.astimezone(CHILE).date()
    if unit == Unit.DAYS:
        return end_of(day + count * ONE_DAY)
    return end_of(_nth_working_day(day, count, holidays))


def received(at: datetime, holidays: Collection[date] | None = None) -> datetime:
    """Give when something filed counts as received: at once on a working day, else with the
    first hour of the next one (law OI-03). Give the answer to `due`.
    """
    day = at.astimezone(CHILE).date()
    if holidays is None:
        holidays = holidays_between(day, day + ONE_DAY * 31)
    if is_working_day(day, holidays):
        return at.astimezone(UTC)
    first_hour = datetime.combine(_nth_working_day(day, 1, holidays), time.min, tzinfo=CHILE)
    return first_hour.astimezone(UTC)


def extended(
    due_at: datetime, count: int, unit: Unit, holidays: Collection[date] | None = None
) -> datetime:
    """Give the end of a deadline that was extended before it ended: counted from its old end."""
    return due(due_at, count, unit, holidays)


def state(due_at: datetime, at: datetime, *, near: timedelta = ONE_DAY) -> ClockState:
    """Say where a deadline stands at a moment. near: how long before its end it is pressing."""
    if at > due_at:
        return ClockState.LATE
    return ClockState.NEAR if due_at - at <= near else ClockState.RUNNING


def end_of(day: date) -> datetime:
    """Give the last second of a day in Chile, in UTC; right on the two days the hour changes."""
    midnight = datetime.combine(day + ONE_DAY, time.min, tzinfo=CHILE)
    return midnight.astimezone(UTC) - timedelta(seconds=1)


def _nth_working_day(day: date, count: int, holidays: Collection[date] | None) -> date:
    if holidays is None:
        # Two calendar days for each working day and a month to spare always suffice.
        holidays = holidays_between(day, day + ONE_DAY * (2 * count + 31))
    while count:
        day += ONE_DAY
        count -= is_working_day(day, holidays)
    return day


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline of the law: its code, its length, and where it is written.

    source: the row of the law it comes from, like "SE-07". extension: by how much it may be
    extended, once; 0 for never.
    """

    name: str
    count: int
    unit: Unit
    source: str
    extension: int = 0

    def due(self, start: datetime, holidays: Collection[date] | None = None) -> datetime:
        """Give when it ends if it starts then."""
        return due(start, self.count, self.unit, holidays)

    def extended(
        self, due_at: datetime, count: int | None = None, holidays: Collection[date] | None = None
    ) -> datetime:
        """Give its end once extended, by all it may be or by less. Raises TooLong."""
        count = self.extension if count is None else count
        if not 0 < count <= self.extension:
            raise TooLong(self.name)
        return extended(due_at, count, self.unit, holidays)
