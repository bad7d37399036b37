"""Places in an edition: asked for, given, waited for, given back; never by oneself."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from casework.access.context import acting
from portal.training import enrolling
from portal.training.people_models import Enrolment
from portal.training.refusals import NotHers, NotNow
from portal.training.states import State
from tests import people
from tests.database import as_system
from tests.people import Person

from .conftest import School
from .courses import NOON, TODAY, edition, facts, over


def test_whoever_asks_twice_asked_once(school: School) -> None:
    with acting(school.trainee.staff.context):
        first = enrolling.ask(edition=school.edition, by=school.trainee.staff, at=NOON)
        again = enrolling.ask(edition=school.edition, by=school.trainee.staff, at=NOON)
    assert (first.pk, first.state) == (again.pk, State.ASKED)


def test_nobody_admits_herself(school: School) -> None:
    with acting(school.trainee.staff.context):
        place = enrolling.ask(edition=school.edition, by=school.trainee.staff, at=NOON)
        with pytest.raises(NotHers):
            enrolling.admit(enrolment=place, by=school.trainee.staff, at=NOON)


def test_the_database_too_refuses_that_she_admits_herself(school: School) -> None:
    with acting(school.trainee.staff.context):
        place = enrolling.ask(edition=school.edition, by=school.trainee.staff, at=NOON)
        with pytest.raises(DatabaseError), transaction.atomic():
            Enrolment.objects.filter(pk=place.pk).update(state=State.ENROLLED)


def test_the_database_refuses_that_she_enters_herself_enrolled(school: School) -> None:
    with acting(school.trainee.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        Enrolment.objects.create(
            edition=school.edition, operator=school.trainee.operator, state=State.ENROLLED,
            way="herself", entered_by=school.trainee.operator, since=NOON,
        )  # fmt: skip


def test_her_head_enters_her_and_another_head_cannot(school: School) -> None:
    other = people.head_of_other_centre()
    with acting(other.staff.context), pytest.raises(NotHers):
        enrolling.enter(
            edition=school.edition, operator=school.trainee.operator, by=other.staff, at=NOON
        )
    with acting(school.head.staff.context):
        place = enrolling.enter(
            edition=school.edition, operator=school.trainee.operator, by=school.head.staff, at=NOON
        )
    assert (place.state, place.way) == (State.ENROLLED, "head")


def test_a_full_edition_makes_a_list_and_the_first_of_it_moves_up(school: School) -> None:
    third = people.own_centre_worker("celia.propia")
    first = school.place(school.trainee)
    school.place(school.other)
    waiting = school.place(third)
    assert waiting.state == State.WAITING
    with acting(school.trainee.staff.context):
        enrolling.withdraw(enrolment=first, by=school.trainee.staff, at=NOON)
    with acting(third.staff.context):
        waiting.refresh_from_db()
    assert waiting.state == State.ENROLLED


def test_who_came_first_to_the_list_moves_up_first(school: School) -> None:
    waiting = [people.own_centre_worker(f"espera.{number}") for number in range(3)]
    held = [school.place(one) for one in (school.trainee, school.other)]
    listed = [
        _entered(school, one, NOON + timedelta(minutes=later))
        for one, later in zip(waiting, (9, 3, 6), strict=True)
    ]
    for place in held:
        with acting(school.admin.staff.context):
            enrolling.withdraw(enrolment=place, by=school.admin.staff, at=NOON)
    for place in listed:
        with as_system():
            place.refresh_from_db()
    assert [one.state for one in listed] == [State.WAITING, State.ENROLLED, State.ENROLLED]


def _entered(school: School, who: Person, at: datetime) -> Enrolment:
    with acting(school.admin.staff.context):
        return enrolling.enter(
            edition=school.edition, operator=who.operator, by=school.admin.staff, at=at
        )


def test_nobody_asks_before_enrolment_opens(school: School) -> None:
    later = facts(opens_on=TODAY + timedelta(days=1), closes_on=TODAY + timedelta(days=5))
    found = edition(school.teacher, school.admin, when=later)
    with acting(school.trainee.staff.context), pytest.raises(NotNow):
        enrolling.ask(edition=found, by=school.trainee.staff, at=NOON)


def test_a_refusal_says_why_and_she_may_ask_again(school: School) -> None:
    with acting(school.trainee.staff.context):
        place = enrolling.ask(edition=school.edition, by=school.trainee.staff, at=NOON)
    with acting(school.head.staff.context):
        with pytest.raises(NotNow):
            enrolling.refuse(enrolment=place, reason=" ", by=school.head.staff, at=NOON)
        enrolling.refuse(
            enrolment=place, reason="En marzo hay otra.", by=school.head.staff, at=NOON
        )
    with acting(school.trainee.staff.context):
        place.refresh_from_db()
        assert place.reason == "En marzo hay otra."
        again = enrolling.ask(edition=school.edition, by=school.trainee.staff, at=NOON)
    assert again.state == State.ASKED


def test_nobody_asks_once_enrolment_is_closed(school: School) -> None:
    ended = edition(school.teacher, school.admin, when=over())
    with acting(school.trainee.staff.context), pytest.raises(NotNow):
        enrolling.ask(edition=ended, by=school.trainee.staff, at=NOON)


def test_a_colleague_does_not_see_her_place(school: School) -> None:
    school.place(school.trainee)
    with acting(school.other.staff.context):
        assert not Enrolment.objects.exists()  # not even asked plainly: the database's own answer
    with acting(school.teacher.staff.context):
        assert Enrolment.objects.count() == 1
