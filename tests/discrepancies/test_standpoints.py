"""What she says stands beside what a professional concluded, and changes nothing of it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument
from casework.risk.queries import history
from casework.survivors.versions import RISK
from complaints.discrepancies import opinions
from complaints.discrepancies.actions import Refused
from complaints.models import Standpoint
from tests import people, women
from tests.database import as_system

from .steps import account_of, told

pytestmark = pytest.mark.django_db
WORDS = "Yo no dije eso: fue antes"


@pytest.fixture
def here(worker):
    return people.login(Client(), worker)


@pytest.fixture
def result(worker, her):
    at = timezone.now()
    with acting(worker.staff.context):
        finding = Finding(
            band="ALTO", assessed_at=at, reason="Aumentaron las amenazas esta semana",
            instrument=Instrument.objects.get(pk="JUICIO"), institution=None,
        )  # fmt: skip
        return record_result(survivor=her, finding=finding, by=worker.staff, at=at)


def read_by(who, her):
    """What somebody reads beside her only result."""
    with acting(who.staff.context):
        (line,) = history(her, by=who.staff, at=timezone.now())
        return [one.words for one in line.versions]


def said(worker, her, kind, target, words=WORDS):
    with acting(worker.staff.context):
        return opinions.say(
            survivor=her, kind=kind, target_id=target.pk, said=opinions.Words(words, "counter"),
            by=worker.staff, at=timezone.now(),
        )  # fmt: skip


def test_her_words_are_read_beside_her_risk_and_the_result_stays(here, worker, her, result):
    answer = here.post(
        reverse("discrepancies:say", args=[her.pk, RISK, result.pk]),
        {"words": WORDS, "channel": "phone"},
    )
    assert answer["Location"] == reverse("risk:history", args=[her.pk])
    page = here.get(answer["Location"]).content.decode()
    assert WORDS in page
    with acting(worker.staff.context):
        again = type(result).objects.get(pk=result.pk)
        assert (again.level, again.reason) == (result.level, result.reason)


def test_her_words_are_read_beside_her_account(here, worker, her):
    entry = account_of(worker, her)
    said(worker, her, "account", entry)
    page = here.get(reverse("survivors:account", args=[her.pk])).content.decode()
    assert page.index("Lo que contó") < page.index(WORDS)


def test_they_follow_her_to_the_next_centre_that_attends_her(worker, her, result):
    said(worker, her, RISK, result)
    other = people.other_centre_worker()
    with acting(other.staff.context):
        assert not Standpoint.objects.exists()
    with as_system(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_survivor SET centre_ids = centre_ids || %s WHERE id = %s",
            [other.centre.pk, her.pk],
        )
    assert read_by(other, her) == [WORDS]


def test_they_may_come_in_a_request_of_hers(here, worker, her, result):
    asked = told(worker, her).request_id
    address = reverse("discrepancies:say", args=[her.pk, RISK, result.pk])
    assert str(asked) in here.get(address).content.decode()
    here.post(address, {"words": WORDS, "channel": "phone", "request": str(asked)})
    with as_system():
        assert Standpoint.objects.get().request_id == asked


def test_what_she_said_is_not_changed_by_anybody_and_she_may_take_it_back(
    here, worker, her, result
):
    row = said(worker, her, RISK, result)
    with acting(worker.staff.context):
        row.words = "Otra cosa"
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(update_fields=["words"])
    here.post(reverse("discrepancies:unsay", args=[her.pk, row.pk]))
    assert read_by(worker, her) == []
    with acting(worker.staff.context):
        assert Standpoint.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            Standpoint.objects.update(ended_at=None)


def test_they_go_with_her_when_two_records_are_joined_and_nobody_else_moves_them(
    worker, her, result
):
    other = women.registered(worker, run=None)
    row = said(worker, her, RISK, result)
    with acting(worker.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        Standpoint.objects.filter(pk=row.pk).update(survivor=other)
    with as_system():  # as the joining does
        assert Standpoint.objects.filter(pk=row.pk).update(survivor=other) == 1


def test_what_is_not_hers_or_not_there_takes_no_words(here, worker, her, result):
    with pytest.raises(Refused):
        said(worker, her, "account", result)
    gone = reverse("discrepancies:say", args=[her.pk, "otra", result.pk])
    assert here.get(gone).status_code == 404


def test_without_words_nothing_is_saved(here, her, result):
    answer = here.post(
        reverse("discrepancies:say", args=[her.pk, RISK, result.pk]),
        {"words": "", "channel": "phone"},
    )
    assert answer.status_code == 422
