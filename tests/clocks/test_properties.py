"""What holds for every deadline, whenever it starts: hypothesis looks for the day it does not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from casework.cases.clocks import ClockState, Unit, due, end_of, extended, is_working_day, state

CHILE = ZoneInfo("America/Santiago")
moments = st.datetimes(
    min_value=datetime(2000, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC)
)
counts = st.integers(min_value=0, max_value=400)
few = st.integers(min_value=1, max_value=40)
days_off = st.frozensets(st.dates(date(2000, 1, 1), date(2035, 12, 31)), max_size=60)


@given(moments, counts)
def test_hours_never_pause(start: datetime, hours: int) -> None:
    assert due(start, hours, Unit.HOURS) - start == timedelta(hours=hours)


@given(moments, counts)
def test_calendar_days_count_every_day_and_do_not_roll(start: datetime, count: int) -> None:
    local = due(start, count, Unit.DAYS).astimezone(CHILE)
    assert local.date() == start.astimezone(CHILE).date() + timedelta(days=count)


@given(moments, few, days_off)
def test_working_days_end_on_one_and_count_each_once(
    start: datetime, count: int, holidays: frozenset[date]
) -> None:
    first = start.astimezone(CHILE).date()
    last = due(start, count, Unit.WORKING_DAYS, holidays).astimezone(CHILE).date()
    assert is_working_day(last, holidays)
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(is_working_day(day, holidays) for day in between) == count


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)))
def test_a_day_ends_one_second_before_the_next_even_when_the_hour_changes(day: date) -> None:
    end = end_of(day)
    assert end.astimezone(CHILE).date() == day
    assert (end + timedelta(seconds=1)).astimezone(CHILE).date() == day + timedelta(days=1)


@given(moments, few, few, st.sampled_from([Unit.DAYS, Unit.HOURS]))
def test_extending_is_counting_on(start: datetime, first: int, more: int, unit: Unit) -> None:
    assert extended(due(start, first, unit), more, unit) == due(start, first + more, unit)


@given(moments, st.integers(min_value=-90_000, max_value=90_000))
def test_a_deadline_runs_presses_and_is_late(due_at: datetime, seconds: int) -> None:
    at = due_at - timedelta(seconds=seconds)
    expected = (
        ClockState.LATE if seconds < 0
        else ClockState.NEAR if seconds <= 86_400 else ClockState.RUNNING
    )  # fmt: skip
    assert state(due_at, at) == expected
