"""An exceptional look: asked with a reason, decided by somebody else, short, seen by her."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework.access import grants
from casework.access.context import acting
from casework.access.grant_models import Grant
from casework.audit.models import AuditEvent
from casework.identity.records import new_id
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db
REASON = "Debo coordinar hoy su traslado con el centro donde la atendieron"


@pytest.fixture
def asker():
    return people.other_centre_worker()


@pytest.fixture
def head():
    return people.head_of_centre()


def asked(asker, head, **more):
    with acting(asker.staff.context):
        return grants.ask(
            asker=asker.staff, survivor_id=new_id(), asked_of=head.operator, reason=REASON,
            hours=4, at=timezone.now(), **more,
        )  # fmt: skip


def file_is_here(grant, head):
    """Her file is held by the centre here; the database fills this in from her record."""
    with as_system():
        Grant.objects.filter(pk=grant.pk).update(centre_ids=[head.centre.pk])


def approved(asker, head):
    grant = asked(asker, head)
    file_is_here(grant, head)
    with acting(head.staff.context):
        return grants.approve(grant, by=head.staff, at=timezone.now())


def test_a_grant_opens_one_file_for_some_hours(asker, head):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert asker.staff.granted == frozenset()
        grant = approved(asker, head)
        assert asker.staff.granted == {grant.survivor_id}
        clock.shift(timedelta(hours=4))
        assert asker.staff.granted == frozenset()


def test_asking_alone_opens_nothing(asker, head):
    asked(asker, head)
    assert asker.staff.granted == frozenset()


def test_nobody_asks_herself_or_decides_her_own(asker, head):
    with pytest.raises(grants.NotTheirs), acting(head.staff.context):
        grants.ask(
            asker=head.staff, survivor_id=new_id(), asked_of=head.operator, reason=REASON,
            hours=4, at=timezone.now(),
        )  # fmt: skip
    grant = asked(asker, head)
    with pytest.raises(grants.NotTheirs), acting(asker.staff.context):
        grants.approve(grant, by=asker.staff, at=timezone.now())
    with as_system(), pytest.raises(IntegrityError), transaction.atomic():
        now = timezone.now()
        Grant.objects.filter(pk=grant.pk).update(
            approved_by=asker.operator, approved_at=now, starts_at=now,
            ends_at=now + timedelta(hours=1),
        )  # fmt: skip


def test_a_head_decides_only_about_files_of_her_centre_or_her_people(asker):
    stranger = people.head_of_centre("otra.jefa")
    grant = asked(asker, stranger)
    with pytest.raises(grants.NotTheirs), acting(stranger.staff.context):
        grants.approve(grant, by=stranger.staff, at=timezone.now())


@pytest.mark.parametrize(
    "reason", ["corto", "x" * 39, "Llamar a 12.345.678-5 por su traslado mañana"]
)
def test_a_poor_reason_is_refused(asker, head, reason):
    with pytest.raises(grants.BadReason), acting(asker.staff.context):
        grants.ask(
            asker=asker.staff, survivor_id=new_id(), asked_of=head.operator, reason=reason,
            hours=4, at=timezone.now(),
        )  # fmt: skip


def test_days_are_refused_by_rule_and_by_database(asker, head):
    grant = asked(asker, head)
    with as_system(), pytest.raises(IntegrityError), transaction.atomic():
        now = timezone.now()
        Grant.objects.filter(pk=grant.pk).update(
            approved_by=head.operator, approved_at=now, starts_at=now,
            ends_at=now + timedelta(hours=9),
        )  # fmt: skip


def test_the_reason_lies_sealed_in_the_database(asker, head):
    grant = asked(asker, head)
    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM casework_grant WHERE id = %s", [grant.pk])
        assert b"traslado" not in bytes(cursor.fetchone()[0])
        assert Grant.objects.get(pk=grant.pk).reason == REASON


def test_every_step_reaches_her_ledger(asker, head):
    grant = approved(asker, head)
    with acting(head.staff.context):
        grants.end(grant, by=head.staff.actor, at=timezone.now())
        grants.review(grant, justified=True, by=head.staff, at=timezone.now())
    with as_system():
        found = AuditEvent.objects.filter(subject=grant.survivor_id).order_by("at", "created_at")
        assert list(found.values_list("verb", flat=True)) == [
            "access.requested", "access.granted", "access.ended", "access.reviewed",
        ]  # fmt: skip


def test_ending_closes_the_file_at_once(asker, head):
    grant = approved(asker, head)
    with acting(head.staff.context):
        grants.end(grant, by=head.staff.actor, at=timezone.now())
    assert asker.staff.granted == frozenset()


def test_what_is_over_is_closed_by_the_unattended_command(asker, head):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        grant = approved(asker, head)
        clock.shift(timedelta(hours=5))
        out = StringIO()
        with as_system():
            call_command("expire_access", stdout=out)
            assert Grant.objects.get(pk=grant.pk).ended_at is not None
    assert "grants: 1" in out.getvalue()


def test_three_in_a_month_are_pointed_out(asker, head):
    for _ in range(3):
        approved(asker, head)
    fourth = asked(asker, head)
    file_is_here(fourth, head)
    people.login(client := Client(), head)
    page = client.get(f"/gestion/accesos/{fourth.pk}/")
    assert page.context["often"] is True


def test_the_pages_take_a_request_from_question_to_answer(asker, head):
    person = new_id()
    hers, other = people.login(Client(), asker), people.login(Client(), head)
    form = {"reason": REASON, "hours": "2", "asked_of": str(head.id)}
    page = hers.post(f"/gestion/accesos/pedir/{person}/", form)
    assert page.status_code == 302
    with as_system():
        grant = Grant.objects.get()
    file_is_here(grant, head)
    assert other.get("/gestion/").context["to_decide"] == 1
    assert REASON in other.get(f"/gestion/accesos/{grant.pk}/").content.decode()
    other.post(f"/gestion/accesos/{grant.pk}/decidir/", {"answer": "yes"})
    assert asker.staff.granted == {person}
