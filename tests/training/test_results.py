"""Results: signed by who teaches, never by oneself; who passed holds her certificate at once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from casework.access.certificate_models import Certificate
from casework.access.context import acting
from casework.territory.validity import chilean_day
from portal.training import editions, results, studying, teaching
from portal.training.people_models import Enrolment
from portal.training.refusals import NotHers, NotNow
from portal.training.states import State
from tests.database import as_system

from .conftest import School
from .courses import NOON, keys
from .test_study import answer, quiz_of


def passed(school: School) -> Enrolment:
    """A place with every lesson done and the quiz passed."""
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        for one in keys(school.edition):
            if one != key:
                studying.finish_lesson(enrolment=place, lesson=one, at=NOON)
        attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
        answer(attempt, quiz, right=4)
        studying.hand_in(attempt=attempt, at=NOON)
    return place


def test_who_teaches_signs_and_the_certificate_is_there(school: School) -> None:
    place = passed(school)
    with acting(school.teacher.staff.context):
        signed = teaching.sign(enrolment=place, passed=True, by=school.teacher.staff, at=NOON)
    assert (signed.state, str(signed.grade)) == (State.PASSED, "7.0")
    with acting(school.admin.staff.context):
        row = Certificate.objects.get(operator=school.trainee.operator)
        assert (row.course_code, row.pk) == ("curso-prueba", signed.certificate.certificate_id)


def test_neither_she_nor_her_head_signs_it(school: School) -> None:
    place = passed(school)
    for someone in (school.trainee, school.head, school.admin):
        with acting(someone.staff.context), pytest.raises(NotHers):
            teaching.sign(enrolment=place, passed=True, by=someone.staff, at=NOON)


def test_who_teaches_does_not_sign_her_own_result(school: School) -> None:
    """Not even when a place of hers was made past every screen."""
    with as_system():
        own = Enrolment.objects.create(
            edition=school.edition, operator=school.teacher.operator, state=State.ENROLLED,
            way="admin", entered_by=school.admin.operator, since=NOON,
        )  # fmt: skip
    after = NOON + timedelta(days=30)  # the edition is over: only whose it is stands against it
    with acting(school.teacher.staff.context):
        with pytest.raises(NotHers):
            teaching.sign(enrolment=own, passed=False, by=school.teacher.staff, at=after)
        with pytest.raises(DatabaseError), transaction.atomic():
            Enrolment.objects.filter(pk=own.pk).update(
                state=State.PASSED, signed_by=school.teacher.operator, signed_at=NOON
            )


def test_the_database_refuses_a_signature_of_who_does_not_teach(school: School) -> None:
    place = passed(school)
    with acting(school.admin.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        Enrolment.objects.filter(pk=place.pk).update(
            state=State.PASSED, signed_by=school.admin.operator, signed_at=NOON
        )


def test_nobody_passes_with_something_missing(school: School) -> None:
    place = school.place()
    with acting(school.teacher.staff.context), pytest.raises(NotNow):
        teaching.sign(enrolment=place, passed=True, by=school.teacher.staff, at=NOON)


def test_a_signed_result_never_changes(school: School) -> None:
    place = passed(school)
    with acting(school.teacher.staff.context):
        teaching.sign(enrolment=place, passed=True, by=school.teacher.staff, at=NOON)
        with pytest.raises(NotNow):
            teaching.sign(enrolment=place, passed=True, by=school.teacher.staff, at=NOON)
        with pytest.raises(DatabaseError), transaction.atomic():
            Enrolment.objects.filter(pk=place.pk).update(grade="1.0")


def test_attendance_is_taken_by_who_teaches_and_counts(school: School) -> None:
    place = school.place()
    with acting(school.admin.staff.context):
        day = editions.add_day(
            edition=school.edition, day=chilean_day(NOON) - timedelta(days=1), subject="",
            by=school.admin.staff, at=NOON,
        )  # fmt: skip
        with pytest.raises(NotHers):
            teaching.take_attendance(day=day, present=[], by=school.admin.staff, at=NOON)
    with acting(school.teacher.staff.context):
        teaching.take_attendance(day=day, present=[place.pk], by=school.teacher.staff, at=NOON)
        assert results.of_one(place, NOON).attendance == 100
        teaching.take_attendance(day=day, present=[], by=school.teacher.staff, at=NOON)
        assert results.of_one(place, NOON).attendance == 0
