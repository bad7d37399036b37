"""What changed between versions: properties that hold whatever the versions say."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from casework.plans.rules import (
    ActivityFacts,
    Change,
    ObjectiveFacts,
    Timing,
    average,
    compare,
    count,
    may_be_next,
    next_review,
    timing,
)

threads = st.sampled_from([UUID(int=number) for number in range(9)])
words = st.sampled_from(["dormir", "trabajar", "estudiar", ""])
activities = st.lists(
    st.builds(ActivityFacts, thread=threads, what=words), max_size=3, unique_by=lambda a: a.thread
).map(tuple)
versions = st.lists(
    st.builds(
        ObjectiveFacts, thread=threads, area=st.sampled_from(["safety", "legal"]), words=words,
        agreed=st.sampled_from([True, False, None]), activities=activities,
    ),
    max_size=5, unique_by=lambda one: one.thread,
)  # fmt: skip
MIRROR = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}


@given(versions)
def test_a_version_beside_itself_is_the_same(version):
    changes = compare(version, version)
    assert [one.after for one in changes] == version
    assert {one.change for one in changes} <= {Change.SAME}
    assert all(line.change == Change.SAME for one in changes for line in one.activities)


@given(versions, versions)
def test_backwards_what_was_added_was_removed(before, after):
    there = {one.after or one.before: one.change for one in compare(before, after)}
    back = compare(after, before)
    assert count(back) == {MIRROR.get(c, c): n for c, n in count(compare(before, after)).items()}
    assert len(there) == len(back)


@given(versions, versions)
def test_every_objective_of_both_versions_is_told_once(before, after):
    changes = compare(before, after)
    assert [one.after for one in changes if one.after] == after
    assert {one.before.thread for one in changes if one.before} == {o.thread for o in before}
    assert len(changes) == len({one.thread for one in [*before, *after]})


@given(versions, st.data())
def test_a_changed_word_is_told_and_nothing_else(version, data):
    if not version:
        return
    place = data.draw(st.integers(0, len(version) - 1))
    one = version[place]
    other = ObjectiveFacts(one.thread, one.area, one.words + "!", one.agreed, one.activities)
    changes = compare(version, [*version[:place], other, *version[place + 1 :]])
    assert [c.change == Change.CHANGED for c in changes] == [
        n == place for n in range(len(version))
    ]


@given(st.lists(st.integers(0, 4), min_size=1))
def test_progress_goes_from_nothing_to_all(progress):
    found = average(progress)
    assert 0 <= found <= 100
    assert found == 100 or set(progress) != {4}
    assert average([4 - one for one in progress]) in {100 - found, 101 - found, 99 - found}


def test_without_activities_there_is_no_progress_to_tell():
    assert average([]) is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_review_is_ninety_days_later_whatever_the_clock_changes(day):
    """domain.md 2.4."""
    assert next_review(day) == day + timedelta(days=90)
    assert may_be_next(day, next_review(day))


def test_a_review_is_near_for_ten_days_and_then_overdue():
    today = date(2026, 11, 22)
    days = {-1: Timing.OVERDUE, 0: Timing.SOON, 10: Timing.SOON, 11: Timing.LATER}
    assert {n: timing(today + timedelta(days=n), today) for n in days} == days


def test_the_next_review_is_within_half_a_year():
    today = date(2026, 11, 22)
    assert not may_be_next(today, today)
    assert may_be_next(today, today + timedelta(days=180))
    assert not may_be_next(today, today + timedelta(days=181))
