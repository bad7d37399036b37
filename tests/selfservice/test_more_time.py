"""She is asked before her page closes; three times at most, and never in silence."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from selfservice.models import Visit
from tests.database import as_system
from tests.selfservice.conftest import HERS, UNKNOWN, phone

pytestmark = pytest.mark.django_db
HOME, KEEP = "/mi-espacio/", "/mi-espacio/seguir/"
ENDED = "Tu visita terminó"


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


def test_every_page_of_a_visit_knows_when_it_ends(clock, db):
    page = phone(UNKNOWN).get(HOME)
    assert page.context["shell"]["session"].left == 599
    assert "siivbg/session.js" in page.content.decode()
    assert "data-more" in page.content.decode()


def test_before_coming_in_there_is_nothing_to_end(client, db):
    assert "siivbg/session.js" not in client.get(HOME).content.decode()


def test_she_may_ask_three_times(clock, db):
    visitor = phone(UNKNOWN)
    said = []
    for _ in range(3):
        clock.shift(timedelta(minutes=9))
        said.append(visitor.post(KEEP).json())
    assert [one["more"] for one in said] == [True, True, False]
    assert {one["left"] for one in said} == {599}
    clock.shift(timedelta(minutes=9))
    assert visitor.post(KEEP).json() == {"left": 59, "more": False}
    clock.shift(timedelta(minutes=1, seconds=1))
    assert visitor.post(KEEP).status_code == 403


def test_a_refused_question_is_no_sign_of_life(clock, db):
    visitor = phone(UNKNOWN)
    for _ in range(5):
        visitor.post(KEEP)
    clock.shift(timedelta(minutes=9))
    visitor.post(KEEP)
    clock.shift(timedelta(minutes=2))
    assert visitor.get(HOME).context["shell"]["session"] is None


def test_the_longest_time_is_not_made_longer(clock, db):
    visitor = phone(UNKNOWN)
    for _ in range(6):
        clock.shift(timedelta(minutes=9))
        visitor.get(HOME)
    assert visitor.post(KEEP).json() == {"left": 360, "more": False}


def test_what_was_asked_is_not_forgotten_when_her_space_opens(clock, key_in_hand):
    visitor = phone(HERS)
    visitor.post(KEEP)
    visitor.post("/mi-espacio/numero/", {"number": key_in_hand})
    with as_system():
        assert list(Visit.objects.values_list("extensions", flat=True)) == [1]


@pytest.mark.parametrize("run", [HERS, UNKNOWN])
def test_registered_or_not_the_answers_are_the_same(clock, key_in_hand, run):
    visitor = phone(run)
    clock.shift(timedelta(minutes=5))
    first, second = visitor.post(KEEP), visitor.get(HOME)
    assert first.json() == {"left": 599, "more": True}
    assert second.context["shell"]["session"].left == 599


@pytest.mark.parametrize(
    "path", ["numero/", "cerrar/", "permisos/autorizaciones/", "firmado/{}/cambiar/"]
)
def test_what_she_sent_after_the_end_is_not_lost_in_silence(clock, text, path):
    visitor = phone(UNKNOWN)
    clock.shift(timedelta(minutes=11))
    path = path.format("019aa000-0000-7000-8000-00000000dead")
    answer = visitor.post(HOME + path, {"number": "1"}, follow=True)
    assert answer.redirect_chain == [("/mi-espacio/?fin=1", 302)]
    assert ENDED in answer.content.decode()


def test_a_page_asked_for_after_the_end_just_leads_to_the_entrance(clock, db):
    visitor = phone(UNKNOWN)
    clock.shift(timedelta(minutes=11))
    assert ENDED not in visitor.get("/mi-espacio/permisos/", follow=True).content.decode()
