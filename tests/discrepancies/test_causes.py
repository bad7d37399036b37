"""The causes are data: added from a day on, ended, never deleted, by two persons."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from complaints.amending import actions
from complaints.models import Amendment, DiscrepancyCause
from tests import people
from tests.database import as_system
from tests.rights.test_two_persons import member

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_complaints_discrepancycause:{}"
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def writer():
    return member("rita", "Redacción")


@pytest.fixture
def approver():
    return member("alba", "Aprobación")


def written(writer, row, **values):
    """Whatever she sends in the editors' workplace; give her draft, None when it was refused."""
    place = ("edit", [row]) if row else ("add", [])
    editor = people.login(Client(), writer)
    answer = editor.post(
        reverse(LIST.format(place[0]), args=place[1]),
        {"name": "Otra", "code": row, "order": 80, "reason": "Así.", "valid_from": "",
         "valid_to": "", **values},
    )  # fmt: skip
    assert answer.status_code == (302 if Amendment.objects.exists() else 200)
    return Amendment.objects.first()


def put_in_force(change, writer, approver):
    with acting(writer.staff.context):
        actions.send(change=change, by=writer.user, at=timezone.now())
    with acting(approver.staff.context):
        return actions.approve(change=change, by=approver.user, at=timezone.now())


def test_a_cause_is_offered_from_its_day_once_another_person_approved_it(writer, approver):
    change = written(writer, "", name="Traspaso", code="traspaso", valid_from=TOMORROW)
    assert not DiscrepancyCause.objects.filter(code="traspaso").exists()
    put_in_force(change, writer, approver)
    assert not DiscrepancyCause.objects.valid_on(TODAY).filter(code="traspaso").exists()
    assert DiscrepancyCause.objects.valid_on(TOMORROW).filter(code="traspaso").exists()


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("", {"code": "otra"}),
        ("otra", {"name": ""}),
        ("otra", {"valid_to": TODAY - timedelta(days=1)}),
    ],
)
def test_a_used_code_or_a_day_gone_by_is_told_and_nothing_is_drafted(writer, row, wrong):
    assert written(writer, row, **wrong) is None


def test_an_ended_cause_is_offered_no_more_and_stays_in_the_figures(writer, approver):
    put_in_force(written(writer, "otra", valid_to=TODAY), writer, approver)
    assert DiscrepancyCause.objects.valid_on(TODAY).filter(code="otra").exists()
    assert not DiscrepancyCause.objects.valid_on(TOMORROW).filter(code="otra").exists()


def test_one_cause_is_always_left(writer):
    with as_system():
        DiscrepancyCause.objects.exclude(code="otra").update(valid_to=TODAY)
    assert written(writer, "otra", valid_to=TODAY) is None


def test_who_edits_the_rules_sees_them_and_who_changes_them():
    officer = people.login(Client(), people.administrator())
    page = officer.get(reverse("discrepancies:causes")).content.decode()
    assert "Otra" in page and reverse(LIST.format("list")) not in page
