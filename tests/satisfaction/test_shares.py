"""Shares of 6 or 7 and of 1 to 4 as the yearly survey has them: never a hidden count (OI-10)."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.access.context import acting
from complaints.satisfaction import queries, rules
from complaints.satisfaction.choices import Moment
from tests import people

from .hands import answered

MOMENTS = [one.value for one in Moment][:4]
GRADES = st.tuples(st.integers(0, 9), st.integers(0, 7), st.integers(0, 9))
TREES = st.dictionaries(
    st.sampled_from(["c1", "c2", "c3", "c4"]),
    st.dictionaries(
        st.sampled_from(MOMENTS), GRADES.filter(lambda one: sum(one) > 0), min_size=1, max_size=4
    ),
    max_size=4,
)
QUARTER = date(2025, 4, 1)


def shown_and_shares(tree):
    shown = rules.protected({c: {m: sum(g) for m, g in line.items()} for c, line in tree.items()})
    return shown, rules.shares(tree, shown)


def true_counts(tree):
    """How many gave 6 or 7, 5, and 1 to 4, of every place."""
    found = {(c, m): grades for c, line in tree.items() for m, grades in line.items()}
    for c, line in tree.items():
        found[c, ""] = tuple(map(sum, zip(*line.values(), strict=True)))
    found["", ""] = tuple(map(sum, zip(*(found[c, ""] for c in tree), strict=True)))
    return found if tree else {("", ""): (0, 0, 0)}


def families(tree):
    """Each sum with its parts."""
    yield ("", ""), [(c, "") for c in tree]
    for c, line in tree.items():
        yield (c, ""), [(c, m) for m in line]


@given(TREES)
def test_what_is_said_is_true_and_never_of_one_to_four_people(tree):
    shown, shares = shown_and_shares(tree)
    for place, counts in true_counts(tree).items():
        high, low = shares[place]
        assert high in (None, counts[0])
        assert low in (None, counts[2])
        assert shown[place] is not None or (high, low) == (None, None)
        told = [] if high is None else [high, shown[place] - high]
        told += [] if low is None else [low]
        if None not in (high, low):
            told.append(shown[place] - high - low)
        assert all(n == 0 or n >= rules.FEW for n in told), place


@given(TREES)
def test_no_share_of_a_sum_tells_of_the_parts_that_stay_hidden(tree):
    """What is left of a sum beside the shares of its parts is of two parts, and not of a few."""
    _shown, shares = shown_and_shares(tree)
    counts = true_counts(tree)
    for whole, parts in families(tree):
        for side, column in ((0, 0), (1, 2)):
            hidden = [part for part in parts if shares[part][side] is None]
            if shares[whole][side] is None:
                assert len(hidden) == len(parts)  # or they could be added up
            elif hidden:
                rest = shares[whole][side] - sum(
                    shares[part][side] for part in parts if part not in hidden
                )
                assert len(hidden) >= 2
                assert rest == sum(counts[part][column] for part in hidden)
                assert rest == 0 or rest >= rules.FEW


@given(TREES)
def test_every_hidden_count_could_be_another_one(tree):
    """Two answers change places between hidden parts of a sum, and all that is said stays true."""
    _shown, shares = shown_and_shares(tree)
    counts = true_counts(tree)
    for whole, parts in families(tree):
        hidden = [part for part in parts if shares[part][0] is None]
        if shares[whole][0] is None:
            continue
        for part in hidden:
            high, rest = counts[part][0], sum(counts[part][1:])
            if 0 < high < rules.FEW or 0 < rest < rules.FEW:
                others = [counts[one] for one in hidden if one != part]
                gives = high and any(sum(one[1:]) for one in others)
                takes = rest and any(one[0] for one in others)
                moves = _shown[part] is None and others  # not even how many answered is said
                assert gives or takes or moves


def test_nothing_is_hidden_where_nothing_is_small():
    tree = {"c1": {"entry": (9, 5, 6), "exit": (7, 0, 8)}, "c2": {"entry": (5, 5, 5)}}
    assert None not in [one for share in shown_and_shares(tree)[1].values() for one in share]


def test_few_low_grades_hide_their_share_and_not_the_one_of_six_or_seven():
    tree = {"c1": {"entry": (40, 8, 2)}}
    assert shown_and_shares(tree)[1]["c1", "entry"] == (40, None)


def test_a_small_share_takes_another_one_with_it():
    tree = {"c1": {"entry": (20, 6, 7), "exit": (8, 3, 0), "ongoing": (9, 0, 9)}}
    shares = shown_and_shares(tree)[1]
    assert shares["c1", "exit"][0] is None
    assert shares["c1", "ongoing"][0] is None
    assert shares["c1", "entry"][0] == 20


def test_a_part_hidden_alone_takes_another_one_with_it():
    line = {"a": (7, 8), "b": (9, 9), "c": (20, 20)}
    assert rules.apart(line, frozenset({"a"})) == {"a", "b"}
    assert rules.apart({"a": (7, 8)}, frozenset({"a"})) is None


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_the_database_says_exactly_what_the_rules_say(seed):
    """The same trees through both: an error in either is seen."""
    chance = Random(seed)
    worker = people.own_centre_worker()
    centres = [worker.centre, people.other_centre(), people.centre("D-OTRO3", "08101")]
    tree = {}
    for centre in centres:
        line = {m: [chance.choice([0, 0, 1, 4, 5, 6, 9]) for _one in range(3)] for m in MOMENTS}
        tree[f"{centre.pk:09}"] = {m: tuple(g) for m, g in line.items() if sum(g)}
        for moment, (high, middle, low) in tree[f"{centre.pk:09}"].items():
            grades = [chance.choice([6, 7]) for _one in range(high)] + [5] * middle
            answered(centre, moment, QUARTER, *grades, *[chance.randint(1, 4) for _o in range(low)])
    tree = {name: line for name, line in tree.items() if line}
    shown, shares = shown_and_shares(tree)
    with acting(worker.staff.context):
        told = {
            ("" if one.centre is None else f"{one.centre:09}", one.moment): one
            for one in queries.figures(QUARTER)
        }
    assert {place: one.n for place, one in told.items()} == shown
    for place, one in told.items():
        assert one.shares == (shares[place],) * 3, place
