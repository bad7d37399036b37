"""Clocks and rules of requests, by the rows of the law (law.md 1.1, 1.2, 6)."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cases.clocks import TooLong, is_working_day
from casework.territory.calendar import default_holidays
from complaints.rights import numbers, rules
from complaints.rights.choices import HARMFUL_IF_FORCED, PROTECTIVE, Asked, Filer, Outcome, Regime
from complaints.rights.states import FINAL, MOVES, PublicState, State, public

CHILE = ZoneInfo("America/Santiago")
SINCE = date(2026, 12, 1)
HOLIDAYS = frozenset(day for day, _name in default_holidays())
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
rights = st.sampled_from(Asked.values)


def chile(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHILE)


def day(moment: datetime) -> date:
    return moment.astimezone(CHILE).date()


def test_dp01_a_minute_before_the_switch_the_old_law_and_two_working_days():
    filed = chile(2026, 11, 30, 23, 59)
    assert rules.regime_at(filed, SINCE) == Regime.OLD
    assert day(rules.due_at(Asked.ACCESS, Regime.OLD, filed, HOLIDAYS)) == date(2026, 12, 2)


def test_dp01_a_minute_after_the_switch_the_new_law_and_thirty_days():
    filed = chile(2026, 12, 1, 0, 1)
    assert rules.regime_at(filed, SINCE) == Regime.NEW
    assert day(rules.due_at(Asked.ACCESS, Regime.NEW, filed, HOLIDAYS)) == date(2026, 12, 31)


@given(moments, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_dp01_the_switch_is_midnight_in_chile_whatever_the_day(filed, since):
    expected = Regime.NEW if day(filed) >= since else Regime.OLD
    assert rules.regime_at(filed, since) == expected


def test_dp02_thirty_days_and_one_extension_of_thirty():
    due = rules.due_at(Asked.ACCESS, Regime.NEW, chile(2026, 12, 1, 10, 0), HOLIDAYS)
    asked = rules.Extension(Asked.ACCESS, Regime.NEW, due, None)
    assert asked.problem(due - timedelta(days=1), "Falta el informe de otro centro.") == ""
    assert day(asked.until()) == date(2027, 1, 30)


def test_dp02_a_second_extension_is_refused():
    due = rules.due_at(Asked.ACCESS, Regime.NEW, chile(2026, 12, 1, 10, 0), HOLIDAYS)
    twice = rules.Extension(Asked.ACCESS, Regime.NEW, due, due + timedelta(days=30))
    assert twice.problem(due, "Falta el informe de otro centro.")


def test_dp02_an_extension_after_the_end_is_refused():
    due = rules.due_at(Asked.ACCESS, Regime.NEW, chile(2026, 12, 1, 10, 0), HOLIDAYS)
    late = rules.Extension(Asked.ACCESS, Regime.NEW, due, None)
    assert late.problem(due + timedelta(seconds=1), "Falta el informe de otro centro.")


def test_dp02_an_extension_without_a_reason_is_refused():
    due = rules.due_at(Asked.ACCESS, Regime.NEW, chile(2026, 12, 1, 10, 0), HOLIDAYS)
    assert rules.Extension(Asked.ACCESS, Regime.NEW, due, None).problem(due, "  demora ")


@given(rights, moments)
def test_dp02_no_request_is_extended_twice_nor_late_nor_by_more_than_the_law_says(right, filed):
    due = rules.due_at(right, Regime.NEW, filed, HOLIDAYS)
    asked = rules.Extension(right, Regime.NEW, due, None)
    if right == Asked.BLOCKING:
        assert asked.problem(due, "x" * 30)
        return
    assert asked.until() > due
    with pytest.raises(TooLong):
        asked.until(31)


@given(rights, moments)
def test_the_old_law_gives_two_working_days_and_no_more(right, filed):
    due = rules.due_at(right, Regime.OLD, filed, HOLIDAYS)
    worked = [day(filed) + timedelta(days=n) for n in range(1, (day(due) - day(filed)).days + 1)]
    assert sum(is_working_day(one, HOLIDAYS) for one in worked) == 2
    assert is_working_day(day(due), HOLIDAYS)
    assert rules.Extension(right, Regime.OLD, due, None).problem(due, "x" * 30)


@given(rights.filter(lambda right: right != Asked.BLOCKING), moments)
def test_dp02_calendar_days_neither_skip_nor_roll(right, filed):
    due = rules.due_at(right, Regime.NEW, filed, HOLIDAYS)
    assert day(due) == day(filed) + timedelta(days=30)
    # The last second of a day in Chile: the next may read 01:00, when clocks go forward.
    assert day(due + timedelta(seconds=1)) == day(due) + timedelta(days=1)


@pytest.mark.parametrize(
    ("filed", "due"),
    [((2026, 12, 7), (2026, 12, 10)), ((2026, 12, 4), (2026, 12, 9))],
    ids=["with a holiday in between", "over a weekend and a holiday"],
)
def test_dp03_blocking_is_answered_in_two_working_days(filed, due):
    found = rules.due_at(Asked.BLOCKING, Regime.NEW, chile(*filed, 11, 0), HOLIDAYS)
    assert day(found) == date(*due)


def test_dp06_a_refusal_received_on_the_last_day_of_the_year_leads_to_the_agency_until_february():
    found = rules.remedy(Regime.NEW, chile(2026, 12, 31, 12, 0), HOLIDAYS)
    assert (found.code, found.until) == ("agency", date(2027, 2, 12))


def test_dp07_an_expired_deadline_opens_the_same_way_from_its_own_end():
    due = rules.due_at(Asked.ACCESS, Regime.NEW, chile(2026, 12, 1, 9, 0), HOLIDAYS)
    assert rules.remedy(Regime.NEW, due, HOLIDAYS).until == date(2027, 2, 12)


def test_the_old_law_leads_to_the_civil_judge_without_a_last_day():
    found = rules.remedy(Regime.OLD, chile(2026, 11, 30, 12, 0), HOLIDAYS)
    assert (found.code, found.until) == ("judge", None)


@given(moments, st.integers(0, 40))
def test_dp07_alerts_stand_at_ten_five_and_one_day_and_once_late(due, days):
    at = due - timedelta(days=days)
    left = (day(due) - day(at)).days
    expected = 1 if left <= 1 else 5 if left <= 5 else 10 if left <= 10 else None
    assert rules.alert_day(due, at) == expected
    assert rules.alert_day(due, due + timedelta(seconds=1)) == 0


def test_dp08_a_request_reaches_its_owner_within_a_day():
    filed = chile(2026, 12, 5, 23, 0)
    assert rules.route_by(filed) - filed.astimezone(UTC) == timedelta(hours=24)


@given(st.sampled_from(Asked.values), st.sampled_from(Filer.values), st.booleans(), st.booleans())
def test_what_protects_is_never_held_and_what_could_be_forced_always_is(
    right, filer, contact, alone
):
    case = rules.Circumstances(right, filer, "claveunica", contact, alone)
    held = rules.must_be_held(case)
    if right in PROTECTIVE:
        assert not held
        assert rules.first_state(case) == State.WORKING
    elif right in HARMFUL_IF_FORCED and filer != Filer.HEIR:
        assert held is not (alone and filer == Filer.HERSELF)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(-48, 24 * 60))
def test_the_hold_leaves_at_least_half_of_the_laws_time_for_answering(begun, hours):
    since = begun.replace(tzinfo=UTC)
    due = since + timedelta(hours=hours)
    until = rules.hold_until(since, due)
    assert since <= until <= since + timedelta(hours=72)
    assert until == since if due <= since else due - until >= until - since


def test_under_the_old_law_the_hold_ends_a_working_day_before_the_answer_is_due():
    filed = chile(2026, 11, 23, 9, 0)
    due = rules.due_at(Asked.ACCESS, Regime.OLD, filed, HOLIDAYS)
    assert (day(rules.hold_until(filed, due)), day(due)) == (date(2026, 11, 24), date(2026, 11, 25))
    later = rules.due_at(Asked.ACCESS, Regime.NEW, filed, HOLIDAYS)
    assert rules.hold_until(filed, later) == filed + timedelta(hours=72)


def test_dp10_for_access_nothing_but_who_asks_may_be_demanded():
    assert rules.missing(rules.Facts(Asked.ACCESS, Filer.HERSELF, "", False)) == ()
    assert rules.missing(rules.Facts(Asked.RECTIFICATION, Filer.HERSELF, " ", False)) == (
        "changes",
    )
    assert rules.missing(rules.Facts(Asked.ACCESS, Filer.HEIR, "", False)) == ("power",)


@pytest.mark.parametrize("right", Asked.values)
def test_everything_that_can_be_missing_has_its_kind_words(right):
    for code in rules.missing(rules.Facts(right, Filer.REPRESENTATIVE, "", False)):
        assert rules.missing_words(code)


def test_oi05_five_working_days_to_complete():
    assert day(rules.fix_until(chile(2026, 12, 4, 12, 0), HOLIDAYS)) == date(2026, 12, 14)


def test_dp06_nothing_is_refused_without_its_ground():
    assert rules.outcome_problem(outcome=Outcome.REFUSED, ground="", wording="No.")
    assert rules.outcome_problem(outcome=Outcome.PARTLY, ground="", wording="En parte.")
    assert not rules.outcome_problem(outcome=Outcome.GRANTED, ground="", wording="Sí.")
    assert not rules.outcome_problem(outcome=Outcome.REFUSED, ground="secreto", wording="No.")


def test_two_people_decide_and_one_of_them_heads_the_centre():
    one, two = uuid4(), uuid4()
    ask = rules.deciding_problem
    assert ask(decider=one, preparer=one, heads=True, preparer_heads=True)
    assert ask(decider=two, preparer=one, heads=False, preparer_heads=False)
    assert ask(decider=two, preparer=None, heads=True, preparer_heads=False)
    assert not ask(decider=two, preparer=one, heads=True, preparer_heads=False)
    assert not ask(decider=two, preparer=one, heads=False, preparer_heads=True)


def test_dp12_an_heir_who_harmed_her_or_whom_she_forbade_stops_for_a_lawyer():
    assert rules.heir_problem(allowed=True, barred=True) == "barred"
    assert rules.heir_problem(allowed=False, barred=False) == "forbidden"
    assert rules.heir_problem(allowed=None, barred=False) == ""
    assert rules.heir_problem(allowed=False, barred=False, attended=True) == "alive"
    assert rules.heir_problem(allowed=True, barred=True, attended=True) == "barred"


@given(st.none() | st.integers(0, 110))
def test_dp46_from_fourteen_a_girl_asks_by_herself(age):
    assert rules.asks_alone(age) == (age is None or age >= 14)


def test_lateness_is_read_from_the_clock_and_is_no_state():
    due = chile(2026, 12, 31, 12, 0)
    assert rules.is_late(due, due + timedelta(seconds=1), State.WORKING)
    assert not rules.is_late(due, due, State.WORKING)
    assert not any(rules.is_late(due, due + timedelta(days=1), state) for state in FINAL)


def test_no_request_leaves_without_two_people():
    assert {before for before, after in MOVES.items() if State.DECIDED in after} == {
        State.REVIEWING
    }
    assert {before for before, after in MOVES.items() if State.ANSWERED in after} == {State.DECIDED}


def test_the_public_words_are_three():
    assert {public(state) for state in State} == set(PublicState)


@given(st.integers(0, 10**7 - 1), st.integers(0, 7), st.integers(1, 9))
def test_a_number_with_one_digit_wrong_is_noticed(body, place, off):
    digits = f"{body:07d}"
    number = next(n for n in range(10) if numbers.read(f"{digits}{n}"))
    whole = f"{digits}{number}"
    assert numbers.read(whole) == f"{whole[:4]}-{whole[4:]}"
    wrong = whole[:place] + str((int(whole[place]) + off) % 10) + whole[place + 1 :]
    assert numbers.read(wrong) == ""


def test_new_numbers_pass_their_own_check():
    assert all(numbers.read(numbers.new_number()) for _ in range(50))
