"""Lessons and quizzes: begun again where left, saved answer by answer, over when the time is."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from portal.training import outline, quiz_rules, results, studying
from portal.training.people_models import Answer, Attempt, Enrolment
from portal.training.questions import Question
from portal.training.quiz_rules import Quiz
from portal.training.refusals import NotNow
from tests import people

from .conftest import School
from .courses import NOON, RIGHT, TODAY, WRONG, edition, facts, keys, over


def quiz_of(place: Enrolment) -> tuple[str, Quiz]:
    """The lesson with questions, and its quiz."""
    found = next(one for one in outline.lessons(place.edition.version.outline) if one["quiz"])
    quiz = quiz_rules.quiz(found)
    assert quiz is not None
    return found["key"], quiz


def answer(attempt: Attempt, quiz: Quiz, *, right: int, at: object = NOON) -> None:
    """Answer so many questions rightly, the others wrongly."""
    asked = {one.id: one for one in quiz.bank}
    for place, drawn in enumerate(attempt.drawn):
        question: Question = asked[drawn["id"]]
        given = (RIGHT if place < right else WRONG)[question.kind]
        studying.save_answer(attempt=attempt, question=question, given=given, quiz=quiz, at=at)


def test_an_attempt_begun_twice_is_the_same(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        first = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
        again = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
    assert first.pk == again.pk


def test_a_quiz_handed_in_twice_counts_once_and_is_not_changed(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
        answer(attempt, quiz, right=3)
        first = studying.hand_in(attempt=attempt, at=NOON)
        again = studying.hand_in(attempt=attempt, at=NOON + timedelta(minutes=1))
        with pytest.raises(studying.TooLate):
            answer(attempt, quiz, right=4)
        assert Attempt.objects.get().right == 3
    assert first.handed_at == again.handed_at


def test_after_its_time_what_was_saved_in_time_counts(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    late = NOON + timedelta(minutes=31)
    with acting(school.trainee.staff.context):
        attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
        answer(attempt, quiz, right=3)
        with pytest.raises(studying.TooLate):
            answer(attempt, quiz, right=0, at=late)
        studying.hand_in(attempt=attempt, at=late)
        kept = Attempt.objects.get()
        standing = results.of_one(place, late)
    assert (kept.right, kept.passed, kept.handed_at) == (3, True, None)
    assert key in standing.done


def test_the_database_keeps_no_answer_of_an_attempt_that_is_over(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
        studying.hand_in(attempt=attempt, at=NOON)
        with pytest.raises(DatabaseError), transaction.atomic():
            Answer.objects.create(
                attempt=attempt, question=quiz.bank[0].id, given=["0"], right=True, saved_at=NOON
            )


def test_the_attempts_end(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        for _ in range(quiz.attempts):
            attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
            studying.hand_in(attempt=attempt, at=NOON)
        with pytest.raises(NotNow):
            studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)


def test_nobody_else_reads_her_answers_not_even_who_teaches(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=NOON)
        answer(attempt, quiz, right=2)
        assert Answer.objects.count() == 4
    for someone in (school.other, school.teacher, school.head, school.admin):
        with acting(someone.staff.context):
            assert not Answer.objects.exists()


def test_nobody_else_opens_her_attempt(school: School) -> None:
    place = school.place()
    key, quiz = quiz_of(place)
    with acting(school.trainee.staff.context):
        attempt = studying.start(enrolment=place, lesson=key, quiz=quiz, at=timezone.now())
    for someone in (school.other, school.teacher, school.head, school.admin):
        client = people.login(Client(), someone)
        for address in (f"{attempt.pk}/", f"{attempt.pk}/1/"):
            assert client.get(f"/gestion/formacion/pruebas/{address}").status_code == 404


def test_nobody_begins_before_the_first_day(school: School) -> None:
    later = facts(starts_on=TODAY + timedelta(days=2), opens_on=TODAY)
    coming = edition(school.teacher, school.admin, when=later)
    place = school.place(edition=coming)
    with acting(school.trainee.staff.context), pytest.raises(NotNow):
        studying.finish_lesson(enrolment=place, lesson=keys(coming)[0], at=NOON)


def test_nobody_adds_to_an_edition_that_is_over(school: School) -> None:
    ended = edition(school.teacher, school.admin, when=over())
    place = school.place()
    place.edition = ended
    with acting(school.trainee.staff.context), pytest.raises(NotNow):
        studying.finish_lesson(enrolment=place, lesson=keys(ended)[0], at=NOON)


def test_nobody_studies_without_a_place(school: School) -> None:
    third = people.own_centre_worker("celia.propia")
    school.place(school.trainee)
    school.place(school.other)
    waiting = school.place(third)
    with acting(third.staff.context), pytest.raises(NotNow):
        studying.finish_lesson(enrolment=waiting, lesson=keys(school.edition)[0], at=NOON)
