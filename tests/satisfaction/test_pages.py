"""The pages: her space, a screen of the centre, and protected figures for staff."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import OpinionInvitation
from complaints.satisfaction import rules
from complaints.satisfaction.choices import Moment
from tests import people
from tests.database import as_system

from .hands import answered, answers, invited

pytestmark = pytest.mark.django_db
MARKS = {"liking": "7", "solving": "6", "clarity": "5"}


@pytest.fixture(autouse=True)
def forget_tries():
    cache.clear()


def code_for(worker, her):
    invited(worker, her)
    client = people.login(Client(), worker)
    address = reverse("opinions:hand", args=[her.pk])
    which = re.search(r'name="which" value="([^"]+)"', client.get(address).content.decode())[1]
    page = client.post(address, {"which": which}).content.decode()
    return client, re.search(r'name="code" value="([^"]+)"', page)[1]


def test_a_worker_hands_her_a_screen_and_learns_nothing(worker, her):
    client, code = code_for(worker, her)
    again = client.get(reverse("opinions:hand", args=[her.pk])).content.decode()
    assert 'name="which"' not in again
    tablet = Client()
    asked = tablet.post("/opinion/", {"code": code})
    assert asked.content.decode().count('type="radio"') == 21
    assert "no-store" in asked["Cache-Control"]
    assert "sessionid" not in tablet.cookies
    assert tablet.post("/opinion/", {"code": code, "send": "1"}).status_code == 422
    assert tablet.post("/opinion/", {"code": code, "send": "1", **MARKS}).status_code == 302
    assert len(answers()) == 1
    assert tablet.post("/opinion/", {"code": code}).status_code == 422


def test_on_the_only_screen_her_session_ends_before_the_questions_show(worker, her):
    client, code = code_for(worker, her)
    page = client.post(reverse("opinions:here"), {"code": code})
    assert page.content.decode().count('type="radio"') == 21
    assert worker.operator.user.username not in page.content.decode()
    assert client.get(reverse("survivors:file", args=[her.pk])).status_code == 302
    assert client.post("/opinion/", {"code": code, "send": "1", **MARKS}).status_code == 302
    assert len(answers()) == 1


def test_whoever_tries_codes_waits():
    client = Client()
    tried = [client.post("/opinion/", {"code": "22222-22222"}).status_code for _ in range(61)]
    assert tried[-1] == 429
    assert 429 not in tried[:60]


def test_figures_show_her_centres_only_and_name_what_is_reserved(worker):
    first = rules.previous_quarters(timezone.localdate(), 1)[0]
    answered(worker.centre, Moment.ENTRY, first, *[6] * 8)
    answered(worker.centre, Moment.EXIT, first, 2, 1)
    answered(worker.centre, Moment.ORIENTATION, first, *[5] * 7)
    elsewhere = people.other_centre_worker()
    answered(elsewhere.centre, Moment.ENTRY, first, *[7] * 9)
    page = people.login(Client(), worker).get("/gestion/opiniones/").content.decode()
    assert str(worker.centre) in page
    assert str(elsewhere.centre) not in page
    assert page.count('class="state neutral"') == 2
    assert ">26<" in page.replace(" ", "")
    everything = people.login(Client(), people.authority()).get("/gestion/opiniones/")
    assert str(elsewhere.centre) in everything.content.decode()


def test_a_move_of_her_case_asks_and_a_move_back_takes_it_back(worker, her):
    from casework.access.context import acting
    from casework.cases.models import Case
    from casework.cases.moves import tell
    from casework.cases.stages import Stage

    at = timezone.now()
    with acting(worker.staff.context):
        case = Case.objects.select_related("survivor").get(survivor=her)
        tell(case, Stage.WAITING, Stage.ENTRY, by=worker.staff, at=at)
        asked = OpinionInvitation.objects.filter(over=False)
        assert asked.count() == 1 + rules.TIMES
        tell(case, Stage.ENTRY, Stage.WAITING, by=worker.staff, at=at)
        assert not asked.exists()


def test_an_answered_question_of_hers_asks_and_one_of_nobody_does_not(worker, her):
    from casework.access.context import acting
    from complaints.oirs import actions
    from tests.oirs.hands import at_counter, from_space

    for ticket in (from_space(her), at_counter(worker.staff)):
        with acting(worker.staff.context):
            actions.take(ticket=ticket, by=worker.staff, at=timezone.now())
            actions.answer(
                ticket=ticket, words="Abrimos a las nueve de la mañana.", by=worker.staff,
                at=timezone.now(),
            )  # fmt: skip
    with as_system():
        assert [one.moment for one in OpinionInvitation.objects.all()] == ["question"]
