"""Which figures may be shown, and when one is asked (law OI-10)."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casework.cases.stages import Stage
from complaints.satisfaction import rules
from complaints.satisfaction.choices import Moment

LINES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6)
TREES = st.dictionaries(st.sampled_from(["c1", "c2", "c3", "c4", "c5", "c6"]), LINES, max_size=6)
DAY = date(2026, 7, 20)


def hidden_and_rest(shown, total, parts):
    """How many of a shown sum are hidden, and how many answers they hold together."""
    left = [part for part in parts if shown[part] is None]
    return len(left), total - sum(shown[part] for part in parts if shown[part] is not None)


@given(TREES)
def test_no_cell_of_fewer_than_five_is_shown_nor_told_by_what_is(tree):
    shown = rules.protected(tree)
    assert all(n is None or n == 0 or n >= rules.FEW for n in shown.values())
    sums = {("", ""): [(name, "") for name in tree]}
    sums |= {(name, ""): [(name, moment) for moment in line] for name, line in tree.items()}
    for whole, parts in sums.items():
        if shown[whole] is None:
            if whole[0]:
                # Nothing below what is hidden is shown, or it could be added up again.
                assert all(not shown[part] for part in parts)
            continue
        many, rest = hidden_and_rest(shown, shown[whole], parts)
        # At least two hide together, five answers or more, and not all of them one each: what is
        # left over fits more than one filling, whichever cell one looks at.
        assert many == 0 or (many >= 2 and rest >= rules.FEW and rest > many)


@given(TREES)
def test_every_hidden_figure_could_be_another_one(tree):
    """Moving one answer between two hidden cells of a line changes nothing that is shown."""
    shown = rules.protected(tree)
    for name, line in tree.items():
        left = [moment for moment in line if shown[name, moment] is None]
        if shown[name, ""] is not None and left:
            fullest = max(left, key=lambda moment: line[moment])
            assert line[fullest] >= 2
            assert len(left) >= 2


@given(TREES)
def test_nothing_is_hidden_where_nothing_is_small(tree):
    full = {
        name: {moment: n + rules.FEW for moment, n in line.items()} for name, line in tree.items()
    }
    assert None not in rules.protected(full).values()


def test_a_small_cell_takes_the_next_smallest_with_it():
    assert rules.cut({"a": 3, "b": 9, "c": 6}) == {"a", "c"}
    assert rules.cut({"a": 3, "b": 2, "c": 9}) == {"a", "b"}
    assert rules.cut({"a": 6, "b": 9}) == frozenset()
    assert rules.cut({"a": 3}) is None
    assert rules.cut(dict.fromkeys("abcde", 1)) is None


def test_two_at_least_hide_even_where_one_alone_holds_five():
    """Five single answers hide their sum, and a sum alone would be told by the country's."""
    shown = rules.protected({"c1": dict.fromkeys("abcde", 1), "c2": {"a": 9}, "c3": {"a": 8}})
    assert [shown[name, ""] for name in ("c1", "c2", "c3")] == [None, 9, None]
    assert shown["", ""] == 22


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_she_is_asked_each_ninety_days_and_never_twice_at_a_time(day):
    found = rules.ongoing(day)
    assert [one.from_day - day for one in found[:3]] == [timedelta(days=n) for n in (90, 180, 270)]
    assert all(one.until_day < other.from_day for one, other in pairwise(found))


def test_each_step_asks_for_its_own():
    asked = rules.after_move(Stage.ORIENTATION, Stage.WAITING, DAY)
    assert [one.moment for one in asked.opens] == [Moment.ORIENTATION]
    asked = rules.after_move(Stage.WAITING, Stage.ENTRY, DAY)
    assert {one.moment for one in asked.opens} == {Moment.ENTRY, Moment.ONGOING}
    asked = rules.after_move(Stage.INTERVENTION, Stage.EXIT, DAY)
    assert [one.moment for one in asked.opens] == [Moment.EXIT]
    assert Moment.ONGOING in asked.ends


def test_whoever_drops_out_or_is_moved_on_inside_is_asked_nothing():
    assert not rules.after_move(Stage.INTERVENTION, Stage.DROPPED_OUT, DAY).opens
    assert not rules.after_move(Stage.DIAGNOSIS, Stage.INTERVENTION, DAY).opens
    assert not rules.after_move(None, Stage.CONTACT, DAY).opens


def test_a_move_back_ends_what_it_had_opened():
    assert Moment.ENTRY in rules.after_move(Stage.ENTRY, Stage.WAITING, DAY).ends
    assert Moment.ORIENTATION in rules.after_move(Stage.WAITING, Stage.ORIENTATION, DAY).ends
    assert Moment.EXIT in rules.after_move(Stage.EXIT, Stage.INTERVENTION, DAY).ends


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_only_quarters_that_are_over_are_offered(day):
    first, *older = rules.previous_quarters(day, 4)
    assert first.month in (1, 4, 7, 10)
    assert first.day == 1
    assert timedelta(days=90) <= day - first <= timedelta(days=184)
    assert older == sorted(older, reverse=True)
