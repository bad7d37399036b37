"""The rules of access, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.access import devices, passwords, rules
from casework.access.levels import Held, Level, Right

DAY = date(2026, 5, 4)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, st.none() | days, st.none() | days, days)
def test_an_assignment_never_outlives_its_agreement_or_its_end(starts, ends, agreement_to, day):
    period = rules.Period(starts, ends, None, agreement_to)
    if period.covers(day):
        assert starts <= day
        assert ends is None or day <= ends
        assert agreement_to is None or day <= agreement_to


@pytest.mark.parametrize(
    ("signed", "certified", "starts", "is_open"),
    [
        (True, True, DAY, True),
        (False, True, DAY, False),
        (True, False, DAY, False),
        (True, True, DAY + timedelta(days=1), False),
    ],
)
def test_nothing_opens_before_its_day_its_signature_and_its_certificate(
    signed, certified, starts, is_open
):
    why = rules.closed_because(
        period=rules.Period(starts), day=DAY, signed=signed, certified=certified
    )
    assert (why == "") is is_open


@pytest.mark.parametrize("level", list(Level))
def test_every_level_takes_only_its_own_scope(level):
    every = [frozenset(), *({name} for name in ("region", "executor", "centre"))]
    fits = [frozenset(given) for given in every if not rules.scope_problem(level, frozenset(given))]
    assert fits == [scope for scope in map(frozenset, every) if scope in rules.SCOPES[level]]
    assert rules.scope_problem(level, frozenset({"region", "centre"}))


def test_administrators_read_no_case_and_decide_about_none():
    assert Level.N2.rights == {Right.MANAGE_OPERATORS, Right.READ_LOG, Right.EDIT_RULES}
    assert not rules.APPROVERS[Level.N2]


def test_only_the_team_and_its_head_open_cases():
    assert {level for level in Level if Right.OPEN_CASES in level.rights} == {Level.N5, Level.N6}


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        ("x" * 40, True),
        ("x" * 39, False),
        (" " * 60 + "corto", False),
        ("Debo coordinar el traslado de la usuaria 12.345.678-5 mañana", False),
        ("Debo coordinar su traslado urgente con la otra comuna mañana a las nueve", True),
    ],
)
def test_a_reason_is_long_and_names_nobody(text, is_good):
    assert (rules.reason_problem(text) == "") is is_good


def test_a_grant_is_decided_by_the_right_superior():
    def may(asker, *held):
        return rules.may_approve(
            asker=frozenset({asker}),
            approver=held,
            regions=frozenset({"05"}),
            centres=frozenset({1}),
        )

    assert may(Level.N6, Held(Level.N5, centre_id=1))
    assert not may(Level.N6, Held(Level.N5, centre_id=2))
    assert not may(Level.N6, Held(Level.N6, centre_id=1))
    assert may(Level.N4, Held(Level.N3, region_code="05"))
    assert not may(Level.N4, Held(Level.N3, region_code="09"))
    assert may(Level.N1, Held(Level.N1))
    assert not may(Level.N1, Held(Level.N3, region_code="05"))
    assert not may(Level.N3, Held(Level.N5, centre_id=1))


def test_a_grant_is_in_force_from_its_hour_until_just_before_its_end():
    start = datetime(2026, 5, 4, 12, tzinfo=UTC)
    end = start + timedelta(hours=4)

    def at(moment, ended=None):
        return rules.in_force(starts_at=start, ends_at=end, ended_at=ended, at=moment)

    assert at(start)
    assert not at(start - timedelta(seconds=1))
    assert not at(end)
    assert not at(start + timedelta(hours=2), ended=start + timedelta(hours=1))


def test_temporary_passwords_are_long_and_never_repeat():
    made = {passwords.temporary() for _ in range(500)}
    assert len(made) == 500
    assert all(len(word) == 19 and not set(word) & set("0O1lI") for word in made)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("", "?"),
    ],
)
def test_a_device_is_named_in_words_people_know(agent, words):
    assert devices.in_words(agent) == words
