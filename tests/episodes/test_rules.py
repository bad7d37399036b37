"""Severity, dates, undo and the drawing: pure, and true for any input."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.episodes import drawing, rules
from casework.episodes.choices import Answer, Injuries, Precision
from casework.episodes.load import _read
from casework.episodes.rules import Facts, severity

WEIGHTS = _read("numbers.json")["numbers"]
FORMS = [form["code"] for form in _read("forms.json")]
DAYS = st.dates(date(1950, 1, 1), date(2026, 11, 22))
FACTS = st.builds(
    Facts,
    forms=st.lists(st.sampled_from(FORMS), max_size=4),
    injuries=st.sampled_from(["", *Injuries.values]),
    weapons=st.lists(st.sampled_from(["NINGUNA", "ARMA_FUEGO", "OBJETO"]), max_size=2),
    strangulation=st.sampled_from(["", *Answer.values]),
    death_threat=st.sampled_from(["", *Answer.values]),
    femicide_degree=st.sampled_from(["", "F"]),
)


@given(FACTS)
def test_severity_stays_on_its_scale_and_grows_with_what_is_known(facts):
    points = severity(facts, WEIGHTS)
    assert 0 <= points <= WEIGHTS["severity.max"]
    worse = Facts(facts.forms, Injuries.HOSPITAL, (*facts.weapons, "ARMA_FUEGO"), Answer.YES,
                  Answer.YES, femicide_degree=facts.femicide_degree)  # fmt: skip
    assert severity(worse, WEIGHTS) >= points


def test_severity_of_a_worked_example():
    facts = Facts(["FISICA", "FISICA", "PSICOLOGICA"], "medical", ["OBJETO", "NINGUNA"],
                  Answer.YES, Answer.NO, Answer.YES, Answer.UNKNOWN)  # fmt: skip
    assert severity(facts, WEIGHTS) == 1 + 3 + 2 + 4 + 1
    assert severity(Facts(["SIMBOLICA"]), WEIGHTS) == 0
    assert severity(facts, {}) == 0


@given(st.integers(1, 12), st.integers(1920, 2026))
def test_a_month_is_whole(month, year):
    when = rules.span(Precision.MONTH, day=None, month=month, year=year, until=None)
    assert when.starts_on.day == 1
    assert when.ends_on.month == month
    assert (when.ends_on + timedelta(days=1)).day == 1


@given(DAYS, DAYS, DAYS)
def test_dates_that_pass_are_possible(day, until, birth):
    when = rules.span(Precision.PERIOD, day=day, month=None, year=None, until=until)
    if rules.date_problem(when, today=date(2026, 11, 22), birth=birth) is None:
        assert birth <= when.ends_on
        assert when.starts_on <= when.ends_on <= date(2026, 11, 22)


def test_a_year_that_is_not_over_ends_today():
    when = rules.span(Precision.YEAR, day=None, month=None, year=2026, until=None)
    assert rules.date_problem(when, today=date(2026, 11, 22), birth=None) is None
    assert rules.until_today(when, date(2026, 11, 22)).ends_on == date(2026, 11, 22)


@pytest.mark.parametrize(("minutes", "hers", "may"), [(0, True, True), (15, True, True),
                         (16, True, False), (1, False, False), (-1, True, False)])  # fmt: skip
def test_undoing_is_for_its_writer_and_for_minutes(minutes, hers, may):
    writer, written = uuid4(), datetime(2026, 11, 22, tzinfo=UTC)
    at = written + timedelta(minutes=minutes)
    by = writer if hers else uuid4()
    assert rules.may_undo(writer=writer, by=by, written=written, at=at) is may


@given(st.lists(st.tuples(DAYS, st.integers(0, 400), st.integers(0, 20)), min_size=1, max_size=30))
def test_every_episode_is_drawn_inside_the_drawing(points):
    today = date(2026, 11, 22)
    told = [
        drawing.Point(day, min(today, day + timedelta(days=days)), severity, "info")
        for day, days, severity in points
    ]
    drawn = drawing.draw(told, most=20, today=today)
    assert len(drawn.dots) == len(told)
    assert sum(bar.count for bar in drawn.bars) == len(told)
    assert len(drawn.ticks) <= drawing.MOST_TICKS
    for dot in drawn.dots:
        assert drawing.LEFT <= dot.x <= dot.end_x <= drawing.RIGHT
        assert drawing.TOP <= dot.y <= drawing.FLOOR
    for bar in drawn.bars:
        assert bar.y >= drawing.BASE - drawing.TALLEST
        assert drawing.LEFT <= bar.x < bar.x + bar.width <= drawing.RIGHT + 2


def test_nothing_to_draw():
    assert drawing.draw([], most=20, today=date(2026, 11, 22)) is None
