"""A request matched with the wrong person: told by one, settled by another, then it moves."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from casework.access.context import acting
from casework.audit.models import AuditEvent
from complaints.models import MatchFix, Objection, RightsRequest
from complaints.rights import home_lines
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked
from complaints.rights.matches import actions as match_actions
from complaints.rights.matches.models import Mistake
from tests import people, women
from tests.database import as_system

from .hands import NOBODYS, at_the_counter, officer, row
from .steps import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_does_it_by_itself():
    """What begins with a request begins here too: here nothing is said by hand."""


@pytest.fixture
def wrong(worker, her):
    """Written down in her file; who asked is somebody else."""
    return row(at_the_counter(worker.staff, right=Asked.OPPOSITION, survivor_id=her.pk))


def doubted(by, request, run=None):
    with acting(by.staff.context):
        return match_actions.doubt(
            request=request, mistake=Mistake.CHOSEN, run=run, by=by.staff, at=now()
        )


def settled(by, fix, agreed=True):
    with acting(by.staff.context):
        match_actions.settle(fix=fix, agreed=agreed, by=by.staff, at=now())


def after(request):
    with as_system():
        return RightsRequest.objects.get(pk=request.pk)


def test_two_people_mend_it_and_nothing_of_it_stays_with_the_wrong_one(worker, her, wrong):
    settled(officer(), doubted(worker, wrong))
    kept = after(wrong)
    assert (kept.survivor_id, kept.centre_ids) == (None, [])
    with as_system():
        assert Objection.objects.get(request=wrong).survivor_id is None
        whats = [event.detail.get("what") for event in AuditEvent.objects.filter(
            target_id=str(wrong.pk)).order_by("seq")]  # fmt: skip
    assert whats[-2:] == ["match_doubted", "match_mended"]
    with acting(worker.staff.context):
        assert not RightsRequest.objects.filter(pk=wrong.pk).exists()


def test_it_goes_to_whoever_has_the_right_run(worker, her, wrong):
    there = people.other_centre_worker()
    hers = women.registered(there, run=NOBODYS)
    settled(officer(), doubted(worker, wrong, NOBODYS))
    assert after(wrong).survivor_id == hers.pk
    with acting(there.staff.context):
        assert RightsRequest.objects.filter(pk=wrong.pk).exists()


def test_nobody_agrees_with_herself_nor_do_two_of_a_team(worker, head, wrong):
    fix = doubted(worker, wrong)
    for someone in (worker, head):
        with pytest.raises(RightsRefused):
            settled(someone, fix)
    stranger = people.other_centre_worker()
    with pytest.raises(RightsRequest.DoesNotExist):
        settled(stranger, fix)
    assert after(wrong).survivor_id is not None


@pytest.mark.parametrize("name", ["worker", "head", "stranger"])
def test_the_database_asks_again_for_two_people_one_of_them_the_officer(worker, head, wrong, name):
    fix = doubted(worker, wrong)
    someone = {"worker": worker, "head": head}.get(name) or people.other_centre_worker()
    with (
        acting(someone.staff.context),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM siivbg_rematch(%s, now())", [fix.pk])


def test_the_officer_may_say_it_and_the_head_agree_or_leave_it(head, wrong):
    someone = officer()
    settled(head, doubted(someone, wrong), agreed=False)
    assert after(wrong).survivor_id is not None
    settled(head, doubted(someone, wrong))
    assert after(wrong).survivor_id is None


def test_the_officer_finds_it_on_her_first_page_and_settles_it(worker, wrong):
    someone = officer()
    doubted(worker, wrong)
    client = people.login(Client(), someone)
    page = reverse("rights:match", args=[wrong.pk])
    assert page in client.get(reverse("staff:home")).content.decode()
    shown = client.get(page).content.decode()
    assert "Canariasoto" not in shown, "she settles it without a name"
    assert client.post(page, {"agree": "1"}).status_code == 302
    with as_system():
        assert MatchFix.objects.get().agreed


def test_the_first_page_of_others_says_nothing_of_it(worker, wrong):
    with acting(worker.staff.context):
        assert home_lines.waiting(worker.staff, now()) == []
