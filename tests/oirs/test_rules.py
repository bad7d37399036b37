"""Clocks of questions and complaints as properties (law 4 and 6; OI-01 to OI-08)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cases.clocks import is_working_day
from casework.territory.validity import CHILE, chilean_day
from complaints.oirs import rules
from complaints.oirs.choices import Kind
from complaints.oirs.states import State

HOLIDAYS = frozenset({date(2026, 12, 8), date(2026, 12, 25), date(2027, 1, 1)})
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 150 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
DAYS = st.integers(1, 40)
REASON = "Falta que conteste otra unidad del servicio."
HOUR = timedelta(hours=1)


def at(day: int, hour: int = 11, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHILE)


def test_oi03_filed_on_a_sunday_counts_from_monday():
    assert chilean_day(rules.due_at(at(22), 10, HOLIDAYS)) == date(2026, 12, 7)
    assert rules.due_at(at(22), 10, HOLIDAYS) == rules.due_at(at(23), 10, HOLIDAYS)


@given(MOMENTS, DAYS)
def test_oi03_an_answer_is_never_due_on_a_day_off_nor_too_early(filed, days):
    end = chilean_day(rules.due_at(filed, days, HOLIDAYS))
    between = [chilean_day(filed) + timedelta(days=n) for n in range(1, 100)]
    worked = [day for day in between if day <= end and is_working_day(day, HOLIDAYS)]
    day_off = not is_working_day(chilean_day(filed), HOLIDAYS)
    assert is_working_day(end, HOLIDAYS)
    assert len(worked) == days + day_off  # the day it counts as received is not counted itself


@given(MOMENTS)
def test_oi02_it_is_with_its_owner_within_24_hours_whatever_the_day(filed):
    assert rules.route_by(filed) - filed == timedelta(hours=24)


@given(DAYS, st.integers(-3, 60))
def test_oi04_more_time_is_half_of_its_own_at_most(days, more):
    filed = at(23)
    end = rules.due_at(filed, days, HOLIDAYS)
    problem = rules.extension_problem(
        days=days, more=more, due=end, extended=False, at=filed, reason=REASON
    )
    assert (problem == "") == (0 < more <= days / 2)
    if not problem:
        assert rules.longer(end, more, HOLIDAYS) > end


@pytest.mark.parametrize(
    ("extended", "late", "reason"),
    [(True, 0, REASON), (False, 1, REASON), (False, 0, "porque sí")],
)
def test_oi04_once_before_the_end_and_with_its_reason(extended, late, reason):
    end = rules.due_at(at(23), 10, HOLIDAYS)
    assert rules.extension_problem(
        days=10, more=5, due=end, extended=extended, at=end + late * HOUR, reason=reason
    )


@given(MOMENTS, st.booleans(), st.integers(-400, 400))
def test_oi05_nothing_is_closed_before_its_days_nor_without_looking_for_her(asked, tried, hours):
    until = rules.fix_until(asked, HOLIDAYS)
    problem = rules.closing_problem(
        until=until, tried=asked if tried else None, at=until + hours * HOUR
    )
    assert (problem == "") == (tried and hours > 0)


def test_oi05_five_working_days_to_complete():
    assert chilean_day(rules.fix_until(at(23), HOLIDAYS)) == date(2026, 11, 30)


@given(MOMENTS, st.booleans(), st.sampled_from(Kind.values))
def test_oi06_what_decides_says_how_to_object_and_the_rest_says_nothing(answered, head, kind):
    found = rules.remedies(kind, answered, by_head_of_service=head, holidays=HOLIDAYS)
    assert (found is not None) == (kind in (Kind.CLAIM, Kind.GRIEVANCE))
    if found:
        assert found.hierarchical is not head
        assert is_working_day(found.until, HOLIDAYS)


def test_oi06_five_working_days_to_ask_again():
    found = rules.remedies(Kind.CLAIM, at(23), by_head_of_service=False, holidays=HOLIDAYS)
    assert found is not None
    assert found.until == date(2026, 11, 30)


@given(MOMENTS, st.integers(-90, 90), st.sampled_from(State), st.booleans())
def test_oi07_a_delay_is_denounced_once_after_the_end_and_only_of_what_is_open(
    end, hours, state, before
):
    may = rules.may_denounce(end, end + hours * HOUR, state, end if before else None)
    over = state in (State.ANSWERED, State.WITHDRAWN, State.HANDED)
    assert may == (hours > 0 and not over and not before)


def test_oi07_a_day_to_the_superior_and_five_working_days_to_the_certificate():
    found = rules.delay(at(23), HOLIDAYS)
    assert found.superior_by == at(24)
    assert chilean_day(found.certificate_from) == date(2026, 12, 1)


def test_oi08_transparency_counts_from_the_same_filing():
    assert chilean_day(rules.information_due(at(22), HOLIDAYS)) == date(2026, 12, 22)
