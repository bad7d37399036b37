"""Rules of quizzes, by themselves."""

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from portal.training import quiz_rules
from portal.training.questions import Kind, Question, problem, question
from portal.training.quiz_rules import Quiz

from .courses import RIGHT, WRONG, bank


def quiz(draw: int) -> Quiz:
    return Quiz(tuple(question(one) for one in bank()), draw, 2, 30, 60)


def test_every_kind_of_question_tells_right_from_wrong() -> None:
    for one in quiz(0).bank:
        assert one.accepts(RIGHT[one.kind]) and one.is_right(RIGHT[one.kind])
        assert one.accepts(WRONG[one.kind]) and not one.is_right(WRONG[one.kind])
        assert not one.accepts([]) and not one.is_right([])


def test_nonsense_is_no_answer() -> None:
    for one in quiz(0).bank:
        assert not one.accepts(["99"]) or one.kind == Kind.NUMBER
        assert not one.accepts(["NaN"])
        assert not one.accepts(["1e999999999999"])


def test_all_that_apply_means_all_and_no_other() -> None:
    one = Question("q", Kind.SEVERAL, "", "", "", ("a", "b", "c"), ("0", "2"))
    assert one.is_right(["2", "0"])
    assert not one.is_right(["0"])
    assert not one.is_right(["0", "1", "2"])


@given(st.integers(0, 6), st.integers())
def test_a_draw_gives_different_questions_of_the_bank(draw: int, seed: int) -> None:
    of = quiz(draw)
    drawn = quiz_rules.drawn(of, Random(seed))
    asked = [one["id"] for one in drawn]
    assert len(set(asked)) == len(asked) == of.size
    assert set(asked) <= {one.id for one in of.bank}


@given(st.integers(0, 100), st.integers(1, 100))
def test_a_grade_passes_exactly_when_the_share_does(share: int, passing: int) -> None:
    found = quiz_rules.grade(share, passing)
    assert Decimal(1) <= found <= Decimal(7)
    assert share < passing or found >= Decimal(4)


def test_nobody_passes_by_rounding() -> None:
    assert quiz_rules.percent(59, 99) == 59
    assert quiz_rules.percent(0, 0) == 0


def test_a_question_nobody_could_answer_is_refused_to_the_editor() -> None:
    options = [{"text": "Sí", "right": False}, {"text": "No", "right": False}]
    assert problem("one", {"options": options})
    assert problem("several", {"options": options})
    assert not problem("true_false", {})
