"""The order of the list explains itself, is total and stable, and never lets more risk wait."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.cases.waiting.models import Factor
from casework.cases.waiting.rules import (
    Candidate,
    Weights,
    is_unseen,
    order,
    position_words,
    waits_too_long,
    weights_problem,
)
from casework.cases.waiting.sql import PROPOSAL, RISK_FIRST
from casework.survivors.levels import Level

TODAY = date(2026, 11, 23)
RULE = Weights.of(PROPOSAL)
SCALE = (Level.LOW, Level.MEDIUM, Level.HIGH, Level.VITAL)

candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids(version=4),
        level=st.sampled_from(["", *Level.values]),
        since=st.dates(date(2024, 1, 1), TODAY),
        factors=st.sets(st.sampled_from(Factor.values), max_size=4),
        raised=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
points = st.integers(0, 300)
# A busy machine is no fault of the rule.
calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def rules(draw):
    steps = sorted(draw(st.lists(points, min_size=4, max_size=4)))
    risk = dict(zip([level.value for level in SCALE], steps, strict=True))
    risk["NO_EVALUADO"] = draw(st.integers(steps[0], 400))
    factors = draw(st.dictionaries(st.sampled_from(Factor.values), points))
    return Weights(risk, draw(st.integers(0, 5)), draw(points), draw(points), factors)


@calm
@given(candidates, rules())
def test_everybody_has_one_place_and_no_two_share_it(waiting, rule):
    assert weights_problem(rule) == ""
    places = order(waiting, rule, TODAY)
    assert [place.position for place in places] == list(range(1, len(waiting) + 1))
    assert {place.id for place in places} == {one.id for one in waiting}


@calm
@given(candidates, rules(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_list_was_read(waiting, rule, chance):
    shuffled = list(waiting)
    chance.shuffle(shuffled)
    assert order(shuffled, rule, TODAY) == order(waiting, rule, TODAY)


@calm
@given(candidates, rules())
def test_the_reasons_sum_to_the_score(waiting, rule):
    for place in order(waiting, rule, TODAY):
        assert place.score == sum(reason.points for reason in place.reasons)
        assert place.explained.count("+") == len(place.reasons)


def position(waiting, rule, who: UUID) -> int:
    return next(place.position for place in order(waiting, rule, TODAY) if place.id == who)


@calm
@given(candidates.filter(bool), rules(), st.data())
def test_more_risk_never_waits_later_all_else_equal(waiting, rule, data):
    one = data.draw(st.sampled_from(waiting))
    low = data.draw(st.sampled_from(SCALE))
    high = data.draw(st.sampled_from(SCALE[SCALE.index(low) :]))
    others = [other for other in waiting if other.id != one.id]
    before = position([*others, replace(one, level=low)], rule, one.id)
    assert position([*others, replace(one, level=high)], rule, one.id) <= before


@calm
@given(candidates.filter(bool), rules(), st.data())
def test_waiting_longer_or_being_more_vulnerable_never_waits_later(waiting, rule, data):
    one = data.draw(st.sampled_from(waiting))
    others = [other for other in waiting if other.id != one.id]
    before = position(waiting, rule, one.id)
    longer = replace(one, since=one.since - timedelta(days=data.draw(st.integers(0, 400))))
    harder = replace(one, factors={*one.factors, data.draw(st.sampled_from(Factor.values))})
    assert position([*others, longer], rule, one.id) <= before
    assert position([*others, harder], rule, one.id) <= before
    assert position([*others, replace(one, raised=True)], rule, one.id) <= before


def her(level: str = "ALTO", days: int = 23, **more: object) -> Candidate:
    since = TODAY - timedelta(days=days)
    return Candidate(UUID(int=1), level, since, **more)  # type: ignore[arg-type]


def test_the_place_says_why_in_words():
    place = order([her(factors={"pregnant"})], RULE, TODAY)[0]
    assert [reason.points for reason in place.reasons] == [40, 23, 10]
    assert place.score == 73


def test_the_first_rule_holds_together():
    assert weights_problem(RULE) == ""


@calm
@given(candidates)
def test_the_rule_in_force_lets_no_wait_outweigh_high_or_vital_risk(waiting):
    weights = Weights.of(RISK_FIRST)
    assert weights_problem(weights) == ""
    unmoved = [replace(one, raised=False) for one in waiting]
    ranks = [
        Level(place.candidate.level or Level.NOT_ASSESSED)
        for place in order(unmoved, weights, TODAY)
    ]
    worth = [{Level.VITAL: 2, Level.HIGH: 1}.get(rank, 0) for rank in ranks]
    assert worth == sorted(worth, reverse=True)


@pytest.mark.parametrize(
    "fault",
    [
        {"risk": {**RULE.risk, "VITAL": 1}},
        {"risk": {**RULE.risk, "NO_EVALUADO": 0}},
        {"risk": {"ALTO": 3}},
        {"factors": {"height": 3}},
        {"day": -1},
    ],
)
def test_weights_that_would_do_harm_are_refused(fault):
    assert weights_problem(replace(RULE, **fault)) != ""


def test_her_position_is_said_without_anybody_else():
    assert "4" in position_words(4, 12)
    assert "12" in position_words(4, 12)
    assert position_words(1, 12) == position_words(1, 1)


@pytest.mark.parametrize(
    ("level", "days", "alerts"),
    [("MEDIO", 31, True), ("MEDIO", 30, False), ("BAJO", 90, False), ("", 90, False),
     ("VITAL", 31, True)],
)  # fmt: skip
def test_a_long_wait_with_risk_calls_the_head(level, days, alerts):
    assert waits_too_long(her(level, days), TODAY) is alerts


def test_a_place_nobody_reviewed_in_time_is_unseen():
    assert is_unseen(TODAY - timedelta(days=1), TODAY)
    assert not is_unseen(TODAY, TODAY)
