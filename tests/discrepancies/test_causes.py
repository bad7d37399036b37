"""The causes are data: added from a day on, ended, never renamed, by whoever edits the rules."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.audit.models import AuditEvent
from complaints.models import DiscrepancyCause
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return people.login(Client(), people.administrator())


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def new(editor, **more):
    return editor.post(
        reverse("discrepancies:new-cause"),
        {"name": "Traspaso", "code": "traspaso", "order": 5, "valid_from": tomorrow(), **more},
    )


def end(editor, code, day):
    return editor.post(reverse("discrepancies:end-cause", args=[code]), {"last_day": day})


def test_a_cause_begins_on_its_day_and_is_logged(editor):
    assert new(editor).status_code == 302
    today = timezone.localdate()
    assert not DiscrepancyCause.objects.valid_on(today).filter(code="traspaso").exists()
    assert DiscrepancyCause.objects.valid_on(tomorrow()).filter(code="traspaso").exists()
    page = editor.get(reverse("discrepancies:causes")).content.decode()
    assert "Traspaso" in page
    with as_system():
        found = AuditEvent.objects.filter(verb="rule.published", target_id="traspaso").get()
        assert found.detail == {"what": "discrepancy-cause"}


@pytest.mark.parametrize("wrong", [{"code": "otra"}, {"valid_from": "2020-01-01"}, {"name": ""}])
def test_a_used_code_or_a_day_gone_by_is_told_and_nothing_is_added(editor, wrong):
    assert new(editor, **wrong).status_code == 422
    assert DiscrepancyCause.objects.count() == 8


def test_an_ended_cause_is_offered_no_more_and_stays_in_the_figures(editor):
    today = timezone.localdate()
    assert end(editor, "otra", today - timedelta(days=1)).status_code == 422
    assert end(editor, "otra", today).status_code == 302
    assert DiscrepancyCause.objects.valid_on(today).filter(code="otra").exists()
    assert not DiscrepancyCause.objects.valid_on(tomorrow()).filter(code="otra").exists()


def test_one_cause_is_always_left(editor):
    today = timezone.localdate()
    with as_system():
        DiscrepancyCause.objects.exclude(code="otra").update(valid_to=today)
    assert end(editor, "otra", today).status_code == 422
