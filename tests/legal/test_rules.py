"""Periods, warnings and the ways a duty may close: pure rules, tried with many days."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.legal import duty_rules, rules
from casework.legal.choices import DutyState, Facts, MeasureState
from casework.legal.duty_rules import ABOUT_MINORS, NEEDS_HER_COMPLAINT, Standing, why_not
from casework.legal.duty_states import CLOSED
from casework.legal.rules import period_problem, standing, warnings

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
START = date(2026, 3, 31)


def problem(start: date, end: date | None, **more: object) -> str | None:
    found = period_problem(start, end, **{"nature": "protective", "open_ended": False,
                                          "sure": False, **more})  # type: ignore[arg-type] # fmt: skip
    return found and found.field


@pytest.mark.parametrize(
    ("end", "wrong"),
    [
        (date(2026, 3, 30), True),  # before it begins
        (date(2026, 9, 29), True),  # a day short of six months
        (date(2026, 9, 30), False),  # 31 March and six months
        (date(2028, 3, 31), False),  # two years
        (date(2028, 4, 1), True),  # two years and a day
        (None, True),
    ],
)
def test_a_protective_measure_lasts_from_six_months_to_two_years(
    end: date | None, wrong: bool
) -> None:
    """VG-16."""
    assert (problem(START, end) == "ends_on") is wrong


def test_a_shorter_order_is_believed_when_she_who_writes_is_sure() -> None:
    assert problem(START, date(2026, 5, 1), sure=True) is None
    assert problem(START, date(2026, 5, 1), nature="precautionary") is None
    assert problem(START, date(2028, 5, 1), sure=True) == "ends_on"


def test_only_secrecy_of_identity_may_have_no_end() -> None:
    assert problem(START, None, open_ended=True) is None


@given(days, st.integers(-400, 800))
def test_every_measure_in_force_warns_at_least_once_before_it_ends(today: date, left: int) -> None:
    ends_on = today + timedelta(days=left)
    found = list(warnings(ends_on, today))
    assert all(today <= day <= ends_on for _days, day in found)
    assert len({when for when, _day in found}) == len(found)
    assert bool(found) is (left >= 0)


def test_warnings_come_60_30_and_10_days_before() -> None:
    ends_on = date(2026, 12, 31)
    assert list(warnings(ends_on, date(2026, 10, 1))) == [
        (60, date(2026, 11, 1)), (30, date(2026, 12, 1)), (10, date(2026, 12, 21)),
    ]  # fmt: skip
    assert list(warnings(ends_on, date(2026, 12, 22))) == [(10, date(2026, 12, 22))]


@given(days, st.integers(-400, 800))
def test_a_measure_that_ended_unrenewed_is_expired_until_somebody_closes_it(
    today: date, left: int
) -> None:
    ends_on = today + timedelta(days=left)
    where = standing(MeasureState.IN_FORCE, ends_on, today)
    assert (where == rules.Standing.EXPIRED) is (left < 0)
    assert (where == rules.Standing.URGENT) is (0 <= left <= 10)
    assert standing(MeasureState.LIFTED, ends_on, today) == rules.Standing.CLOSED
    assert rules.left_in_words(ends_on, today)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))
def test_the_duty_warns_at_12_and_20_hours_and_ends_at_24_the_child_s_at_8(at: datetime) -> None:
    """SE-05, SE-07."""
    hours = [(when - at).total_seconds() / 3600 for _kind, when in duty_rules.alerts("vif", at)]
    assert hours == [12, 20, 24]
    child = [when for _kind, when in duty_rules.alerts("child_tells", at)]
    assert child[-1] - at == timedelta(hours=8)


ANY_DUTY = st.builds(
    Standing, facts=st.sampled_from(Facts.values), state=st.sampled_from(DutyState.values),
    informed=st.booleans(), information_due=st.booleans(), informed_of_services=st.booleans(),
)  # fmt: skip


@given(ANY_DUTY, st.text(max_size=60), st.booleans())
def test_what_the_law_forbids_no_form_of_words_allows(
    duty: Standing, reason: str, proved: bool
) -> None:
    """SE-07, SE-09, SE-10."""
    for to in CLOSED:
        allowed = why_not(duty, to, reason=reason, proved=proved) is None
        if not allowed:
            continue
        assert duty.state in {DutyState.OPEN, DutyState.INFORMED}
        assert to != DutyState.NOT_APPLICABLE or duty.facts not in ABOUT_MINORS
        assert to != DutyState.NOT_APPLICABLE or len(reason.strip()) >= 20
        assert to != DutyState.EXEMPT or proved
        assert duty.informed or duty.facts not in NEEDS_HER_COMPLAINT
        assert duty.informed_of_services or not duty.information_due


@pytest.mark.parametrize(("facts", "state"), list(product(Facts.values, ["open", "informed"])))
def test_a_report_with_everything_told_always_closes_it(facts: str, state: str) -> None:
    duty = Standing(facts, state, informed=True, information_due=True, informed_of_services=True)
    assert why_not(duty, DutyState.REPORTED) is None


def test_the_hours_left_are_said_in_words() -> None:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert " 5 " in f" {duty_rules.left_in_words(at + timedelta(hours=5, minutes=20), at)} "
    assert " 3 " in f" {duty_rules.left_in_words(at - timedelta(minutes=3), at)} "
