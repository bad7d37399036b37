"""What a trainee answered at a quiz is nobody else's, whatever one layer lets through.

It is no woman's file and is not sealed: three layers hold it, each alone (design 4.1).
"""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casework.access import gates
from casework.access.context import NOBODY, acting
from portal.training import outline, queries, quiz_rules, studying
from portal.training.people_models import Answer, Attempt, Enrolment
from tests import people
from tests.database import as_superuser, as_system
from tests.training import courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return people.own_centre_worker()


@pytest.fixture
def other():
    return people.other_centre_worker()


@pytest.fixture
def answered(own, other):
    """An attempt of the worker here with an answer; the worker there teaches her course."""
    edition = courses.edition(other, people.administrator("nadia.admin"))
    with as_system():
        place = Enrolment.objects.create(
            edition=edition, operator=own.operator, state="enrolled", way="herself",
            entered_by=own.operator, since=timezone.now(),
        )  # fmt: skip
        lesson = next(one for one in outline.lessons(edition.version.outline) if one["quiz"])
        quiz, at = quiz_rules.quiz(lesson), timezone.now()
        attempt = studying.start(enrolment=place, lesson=lesson["key"], quiz=quiz, at=at)
        first = quiz.bank[0]
        given = courses.RIGHT[first.kind]
        studying.save_answer(attempt=attempt, question=first, given=given, quiz=quiz, at=at)
    return attempt


def attempt_of(answered):
    return f"/gestion/formacion/pruebas/{answered.pk}/"


def test_the_gate_alone_keeps_her_answers_from_who_is_no_staff(answered, monkeypatch):
    rows = Attempt.objects.select_related("enrolment__edition__version")
    monkeypatch.setattr(queries, "own_attempts", lambda by: rows)
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("attempt", "answer", "enrolment"):
            cursor.execute(f"ALTER TABLE portal_{table} DISABLE ROW LEVEL SECURITY")
    assert Client().get(attempt_of(answered))["Location"].startswith("/gestion/entrar/")
    stranger = people.login(Client(), people.authority())
    assert stranger.get(attempt_of(answered)).status_code == 200  # the others really were open


def test_the_query_alone_keeps_her_answers_from_who_teaches(answered, own, other, monkeypatch):
    client = people.login(Client(), other)
    monkeypatch.setattr(gates.Staff, "context", own.staff.context)  # the database is deceived
    assert client.get(attempt_of(answered)).status_code == 404
    rows = Attempt.objects.select_related("enrolment__edition__version")
    monkeypatch.setattr(queries, "own_attempts", lambda by: rows)
    assert client.get(attempt_of(answered)).status_code == 200


def test_the_database_alone_keeps_her_answers_from_everybody_else(answered, own, other):
    others = (other, people.administrator(), people.head_of_centre(), people.authority())
    for context in (*(one.staff.context for one in others), NOBODY):
        with acting(context):
            assert not Answer._base_manager.exists()
    with acting(own.staff.context):
        assert Answer._base_manager.count() == 1
