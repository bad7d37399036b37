"""Until when a result holds: 60, 30 and 7 days in Chile, 72 hours by the clock on the wall."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.risk.clocks import clock_of, contact_by, valid_until
from casework.risk.models import LevelClock
from casework.survivors.levels import Level
from casework.territory.validity import CHILE

from .calm import CALM

DAYS = {Level.LOW: 60, Level.MEDIUM: 30, Level.HIGH: 7}
moments = st.datetimes(
    datetime(2004, 1, 1), datetime(2034, 12, 31), timezones=st.sampled_from([UTC, CHILE])
)


def clock(count: int, unit: str) -> LevelClock:
    return LevelClock(review_count=count, review_unit=unit, contact_count=2, contact_unit="hours")


@CALM
@given(moments)
def test_vital_lasts_seventy_two_hours_whatever_the_wall_clock_does(at):
    assert valid_until(clock(72, "hours"), at) - at.astimezone(UTC) == timedelta(hours=72)


@CALM
@given(moments, st.sampled_from(sorted(DAYS.values())))
def test_days_end_with_the_last_second_of_their_last_day_in_chile(at, count):
    end = valid_until(clock(count, "days"), at).astimezone(CHILE)
    assert end.date() - at.astimezone(CHILE).date() == timedelta(days=count)
    after = (end + timedelta(seconds=1)).astimezone(CHILE)
    assert after.date() == end.date() + timedelta(days=1)


def test_the_night_the_hour_changes_does_not_shorten_vital():
    before = datetime(2026, 9, 4, 12, tzinfo=CHILE)  # clocks go forward on the 6th
    end = valid_until(clock(72, "hours"), before).astimezone(CHILE)
    assert (end.day, end.hour) == (7, 13)


@pytest.mark.django_db
@pytest.mark.parametrize(("level", "count"), DAYS.items())
def test_each_level_has_its_clock(level, count):
    found = clock_of(level, datetime(2026, 11, 22, 15, tzinfo=UTC))
    assert (found.review_count, found.review_unit) == (count, "days")


@pytest.mark.django_db
def test_what_is_offered_is_marked_as_a_proposal():
    assert set(LevelClock.objects.values_list("proposal", flat=True)) == {True}


@pytest.mark.django_db
@settings(CALM, max_examples=20)
@given(moments)
def test_vital_is_reached_within_two_hours(at):
    vital = clock_of(Level.VITAL, at)
    assert contact_by(vital, at) - at.astimezone(UTC) == timedelta(hours=2)


@pytest.mark.django_db
def test_nobody_assessed_has_no_clock():
    assert clock_of(Level.NOT_ASSESSED, datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.django_db
def test_a_new_clock_leaves_old_results_as_they_were():
    old = LevelClock.objects.get(level=Level.HIGH)
    LevelClock.objects.filter(pk=old.pk).update(valid_to="2026-06-30")
    LevelClock.objects.create(
        level=Level.HIGH, review_count=5, review_unit="days", contact_count=12,
        contact_unit="hours", valid_from="2026-07-01",
    )  # fmt: skip
    assert clock_of(Level.HIGH, datetime(2026, 6, 30, 12, tzinfo=UTC)).review_count == 7
    assert clock_of(Level.HIGH, datetime(2026, 7, 1, 12, tzinfo=UTC)).review_count == 5
