"""The screens of cases: what each person reads, what the buttons do, what a mistake answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.cases import act_actions, actions
from casework.cases.act_models import ContactTry, FollowUp, Session
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.survivors import actions as survivors
from casework.territory.models import CentreKind
from tests import people
from tests.database import as_system

from .test_acts import SECRET_NOTE

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(worker, her):
    return people.login(Client(), worker)


@pytest.fixture
def here(worker, her):
    """The arguments of her case's addresses."""
    with as_system():
        return [her.pk, Case.objects.get(survivor=her).pk]


def post(browser, name, args, **data):
    return browser.post(reverse(name, args=args), data)


def read(browser, name, args, status=200):
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_offers_only_the_moves_allowed_now(browser, here):
    page = read(browser, "cases:case", here)
    assert 'value="S1"' in page
    assert 'value="S5"' not in page
    assert post(browser, "cases:move", here, to="S3").status_code == 302
    page = read(browser, "cases:case", here)
    assert 'value="S5"' in page
    assert 'value="S1"' not in page


def test_a_move_the_table_refuses_is_told_on_the_page(browser, here):
    answer = browser.post(reverse("cases:move", args=here), {"to": "S7"}, follow=True)
    assert answer.status_code == 200
    assert "no puede pasar" in answer.content.decode() or "cannot go there" in str(answer.content)


def test_a_session_takes_one_short_form(browser, here):
    answer = post(browser, "cases:new-session", here, kind="individual", attendance="attended",
                  mode="in_person", note=SECRET_NOTE)  # fmt: skip
    assert answer.status_code == 302
    assert SECRET_NOTE in read(browser, "cases:case", here)


def test_a_session_to_come_keeps_what_was_typed(browser, here):
    soon = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    answer = post(browser, "cases:new-session", here, kind="group", attendance="attended",
                  mode="in_person", note=SECRET_NOTE, happened=soon)  # fmt: skip
    assert answer.status_code == 422
    assert SECRET_NOTE in answer.content.decode()
    with as_system():
        assert not Session.objects.exists()


def test_the_try_asks_to_be_confirmed_against_the_rule(browser, here, worker, her):
    with acting(worker.staff.context):
        told = survivors.Contact(channel="sms", value="+56 9 8765 4321")
        survivors.agree_contact(survivor=her, contact=told, by=worker.staff, at=timezone.now())
    data = {"channel": "call", "result": "no_answer"}
    answer = post(browser, "cases:try", here, **data)
    assert answer.status_code == 422
    assert 'name="confirmed"' in answer.content.decode()
    assert post(browser, "cases:try", here, **data, confirmed="on").status_code == 302
    with as_system():
        assert ContactTry.objects.get().against_rule == "channel"


def test_three_tries_and_two_misses_are_seen_by_everybody(browser, here, worker):
    with acting(worker.staff.context):
        case, staff, now = Case.objects.get(pk=here[1]), worker.staff, timezone.now()
        for _number in range(3):
            act_actions.add_try(
                case=case, channel="call", result="no_answer", by=staff, at=now, confirmed=True
            )
        for kind in ("missed", "no_notice"):
            act_actions.add_session(case=case, kind="individual", attendance=kind, by=staff, at=now)
    answer = browser.get(reverse("cases:case", args=here))
    assert (answer.context["whole"].unreached, answer.context["whole"].missed) == (3, 2)
    assert answer.context["whole"].unreachable
    assert answer.context["whole"].many_missed


def test_the_exit_and_its_first_follow_up(browser, here):
    assert post(browser, "cases:exit", here, reason="").status_code == 422
    assert post(browser, "cases:exit", here, reason="met").status_code == 302
    with as_system():
        first = FollowUp.objects.get(case=here[1], months=3)
    answer = post(browser, "cases:follow-up", [*here, first.pk], result="well")
    assert answer.status_code == 302
    assert read(browser, "cases:follow-up", [*here, first.pk], 404)
    with as_system():
        assert Case.objects.get(pk=here[1]).stage == Stage.FOLLOW_UP


def test_she_drops_out_returns_and_a_slip_is_taken_back(browser, here):
    post(browser, "cases:drop-out", here)
    assert "S0" in read(browser, "cases:return", here)
    assert post(browser, "cases:return", here, to="S1").status_code == 302
    page = browser.get(reverse("cases:case", args=here))
    last = page.context["last_undo"]
    assert last
    answer = post(browser, "cases:undo", [*here, "etapa", last], slip="value")
    assert answer.status_code == 302
    with as_system():
        assert Case.objects.get(pk=here[1]).stage == Stage.DROPPED_OUT
    read(browser, "cases:undo", [*here, "nada", last], 404)


def test_other_centres_see_where_and_when_but_no_detail(her, here, worker):
    other = people.other_centre_worker()
    with acting(worker.staff.context):
        act_actions.add_session(
            case=Case.objects.get(pk=here[1]), kind="individual", attendance="attended",
            note=SECRET_NOTE, by=worker.staff, at=timezone.now(),
        )  # fmt: skip
    with acting(other.staff.context):
        survivors.open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention", by=other.staff,
            at=timezone.now(),
        )  # fmt: skip
    there = people.login(Client(), other)
    page = read(there, "cases:history", [her.pk])
    assert worker.centre.name in page
    assert SECRET_NOTE not in page
    read(there, "cases:case", here, 404)
    read(there, "cases:acts", here, 404)


def test_a_secret_centre_is_not_named_elsewhere(her, worker):
    with as_system():
        worker.centre.kind = CentreKind.objects.get(code="RT")
        worker.centre.save()
    other = people.other_centre_worker()
    with acting(other.staff.context):
        survivors.open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention", by=other.staff,
            at=timezone.now(),
        )  # fmt: skip
    page = read(people.login(Client(), other), "cases:history", [her.pk])
    assert worker.centre.name not in page


def test_a_case_of_another_woman_is_not_there(browser, worker, here):
    with acting(worker.staff.context):
        second = survivors.register(
            identity=survivors.Identity(working_name="Otra"), contact=None,
            centre_id=worker.centre.pk, by=worker.staff, at=timezone.now(),
        )  # fmt: skip
    read(browser, "cases:case", [second.pk, here[1]], 404)


def test_the_page_costs_the_same_however_long_it_is(browser, here, worker):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            read(browser, "cases:case", here)
        told = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT siivbg_audit_partition")
        return len([one for one in caught if not one["sql"].startswith(told)])

    cost()
    short = cost()
    with acting(worker.staff.context):
        case, now = Case.objects.get(pk=here[1]), timezone.now()
        for _number in range(12):
            act_actions.add_session(
                case=case, kind="group", attendance="attended", note="n", by=worker.staff, at=now
            )
        actions.move(case=case, to=Stage.ENTRY, by=worker.staff, at=now)
    assert cost() == short <= 12
