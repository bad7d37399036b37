"""Opinions are counts that nobody can tie to anybody, not even with the whole database at hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from casework.access.context import acting
from casework.identity.vault import KeyOwner, new_key
from portal.training import opinion_rules, opinions
from portal.training.edition_models import Edition
from portal.training.opinion_models import EditionOpinions
from portal.training.opinion_rules import FEWEST, QUESTIONS, Means
from portal.training.people_models import Enrolment
from portal.training.refusals import NotHers, NotNow
from tests import people
from tests.database import as_superuser, as_system
from tests.people import Person

from .conftest import School
from .courses import NOON, edition, facts

GRADES = {"content": 6, "teaching": 7, "usefulness": 5}
LAST_DAY = NOON + timedelta(days=20)
SAID = st.lists(st.tuples(*[st.integers(1, 7)] * 3), max_size=13)


def said(school: School, someone: Person, of: Edition, **grades: int) -> Enrolment:
    """Somebody of an edition says what she thinks on its last day."""
    place = school.place(someone, of)
    with acting(someone.staff.context):
        opinions.give(
            enrolment=place, by=someone.staff, at=LAST_DAY, **(GRADES | grades)
        )  # fmt: skip
    return place


def seen(school: School, of: Edition) -> Means | None:
    """What who teaches it reads."""
    with acting(school.teacher.staff.context):
        return opinions.means(of)


@pytest.fixture
def group(school: School) -> Iterator[list[Person]]:
    yield [people.own_centre_worker(f"grupo.{number}") for number in range(FEWEST)]


@pytest.fixture
def wide(school: School) -> Edition:
    return edition(school.teacher, school.admin, when=facts(capacity=20))


def test_an_opinion_is_given_once_by_herself_and_at_the_end(school: School, wide: Edition) -> None:
    place = school.place(school.trainee, wide)
    with acting(school.trainee.staff.context), pytest.raises(NotNow):
        opinions.give(enrolment=place, by=school.trainee.staff, at=NOON, **GRADES)
    with acting(school.teacher.staff.context), pytest.raises(NotHers):
        opinions.give(enrolment=place, by=school.teacher.staff, at=LAST_DAY, **GRADES)
    with acting(school.trainee.staff.context):
        opinions.give(enrolment=place, by=school.trainee.staff, at=LAST_DAY, **GRADES)
        assert opinions.may_give([place], LAST_DAY) == set()
        with pytest.raises(NotNow):
            opinions.give(enrolment=place, by=school.trainee.staff, at=LAST_DAY, **GRADES)


def test_five_are_shown_together_and_a_sixth_is_not_told_apart(
    school: School, wide: Edition, group: list[Person]
) -> None:
    for someone in group[:-1]:
        said(school, someone, wide)
    assert seen(school, wide) is None
    said(school, group[-1], wide, content=1)
    means = seen(school, wide)
    assert means is not None
    assert (means.given, str(means.content), str(means.teaching)) == (5, "5.0", "7.0")
    said(school, school.trainee, wide, content=1, teaching=1, usefulness=1)
    assert seen(school, wide) == means  # who subtracts learns nothing


def test_with_the_whole_database_nobody_ties_grades_to_a_person(
    school: School, wide: Edition
) -> None:
    """One gives 1s, the other 7s: all that is stored is alike but for what only the key opens."""
    before = _events()
    low = said(school, school.trainee, wide, content=1, teaching=1, usefulness=1)
    first = _stored(wide)
    high = said(school, school.other, wide, content=7, teaching=7, usefulness=7)
    then = _stored(wide)
    assert _left_on_places(low) == _left_on_places(high)
    for row in (first, then):
        assert str(low.pk) not in row and str(low.operator_id) not in row
    assert '"who"' not in then  # no digest, no count: one sealed value
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_editionopinions")
        assert cursor.fetchone() == (1,)  # one row of the edition, and none of a person
        cursor.execute("SELECT created_at, id FROM portal_editionopinions")
        assert cursor.fetchone() == (wide.created_at, wide.pk)  # as old as the edition: no hour
    assert {what for _id, what in _events() - before} == {"enrolled"}


def test_the_order_and_the_size_of_what_is_sealed_tell_nothing(
    school: School, wide: Edition
) -> None:
    other = edition(school.teacher, school.admin, when=facts(capacity=20))
    low, high = dict.fromkeys(QUESTIONS, 1), dict.fromkeys(QUESTIONS, 7)
    said(school, school.trainee, wide, **low)
    said(school, school.other, wide, **high)
    said(school, school.other, other, **high)
    said(school, school.trainee, other, **low)
    with as_system():
        one, two = (EditionOpinions.objects.get(edition=each) for each in (wide, other))
        assert one.sealed["waiting"] == two.sealed["waiting"]
        assert one.sealed["who"] == sorted(one.sealed["who"])
        assert str(school.trainee.operator.pk) not in str(one.sealed)
    assert len(_sealed(wide)) == len(_sealed(other))


def test_who_has_no_place_neither_reads_nor_writes_them(school: School, wide: Edition) -> None:
    said(school, school.trainee, wide)
    with acting(school.other.staff.context):
        assert not EditionOpinions.objects.exists()
    with acting(school.teacher.staff.context):
        key = new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
        with pytest.raises(DatabaseError), transaction.atomic():
            EditionOpinions.objects.create(edition=school.edition, key_id=key, sealed={})
    with acting(school.trainee.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        EditionOpinions.objects.all().delete()


@given(SAID)
def test_what_is_shown_grows_by_five_and_counts_everybody_once(
    some: list[tuple[int, int, int]],
) -> None:
    held = opinion_rules.nothing()
    for number, grades in enumerate(some):
        held = opinion_rules.added(held, str(number), dict(zip(QUESTIONS, grades, strict=True)))
    means = opinion_rules.means(held)
    whole = len(some) - len(some) % FEWEST
    assert (means.given if means else 0) == whole
    if means:
        exact = sum(content for content, *_others in some[:whole]) / whole
        assert abs(float(means.content) - exact) <= 0.05001
    assert len(held["who"]) == len(some)


@given(st.integers().filter(lambda grade: not 1 <= grade <= 7))
def test_no_other_grade_is_counted(grade: int) -> None:
    with pytest.raises(ValueError, match="1 to 7"):
        opinion_rules.added(opinion_rules.nothing(), "x", GRADES | {"content": grade})


def _events() -> set[tuple[object, str | None]]:
    """Give what the log holds about anything, and what it says of each."""
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, detail->>'what' FROM casework_auditevent WHERE target_kind <> ''"
        )
        return set(cursor.fetchall())


def _stored(of: Edition) -> str:
    """The row as somebody with the whole database and no key reads it."""
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(o)::text FROM portal_editionopinions o WHERE edition_id = %s",
            [of.pk],
        )
        found = cursor.fetchone()
    assert found is not None
    return str(found[0])


def _sealed(of: Edition) -> bytes:
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM portal_editionopinions WHERE edition_id = %s", [of.pk])
        found = cursor.fetchone()
    assert found is not None
    return bytes(found[0])


def _left_on_places(place: Enrolment) -> dict[str, object]:
    """What is left on her place besides what tells her from others."""
    with as_system():
        row = Enrolment.objects.filter(pk=place.pk).values().get()
    return {name: row[name] for name in row if name not in {"id", "created_at", "operator_id"}}
