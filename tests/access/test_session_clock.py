"""Nobody is closed out unwarned, and a form that came too late is not lost in silence."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests import people

pytestmark = pytest.mark.django_db
KEEP = "/gestion/cuenta/seguir/"
LOST = "Lo último que envió no se guardó"


@pytest.fixture
def worker():
    return people.own_centre_worker()


def test_every_page_inside_knows_when_the_session_ends(worker):
    client = people.come_in(Client(), worker)
    page = client.get("/gestion/")
    clock = page.context["shell"]["session"]
    assert 15 * 60 - 30 <= clock.left <= 15 * 60
    assert clock.more
    assert f'data-left="{clock.left}"' in page.content.decode()
    assert "siivbg/session.js" in page.content.decode()


def test_outside_nothing_is_said_of_a_session(worker):
    assert "siivbg/session.js" not in Client().get("/gestion/entrar/").content.decode()


def test_the_page_never_promises_more_time_than_there_is(worker):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = people.come_in(Client(), worker)
        for _ in range(4):
            left = client.get("/gestion/").context["shell"]["session"].left
            clock.shift(timedelta(seconds=left - 1))
            assert client.get("/gestion/").status_code == 200
            clock.shift(timedelta(seconds=19))


def test_keeping_on_working_moves_the_clock(worker):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = people.come_in(Client(), worker)
        for _ in range(3):
            clock.shift(timedelta(minutes=14))
            told = client.post(KEEP).json()
            assert told["more"] is True
            assert told["left"] > 14 * 60
        assert client.get("/gestion/").status_code == 200


def test_the_longest_time_is_not_made_longer(worker):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = people.come_in(Client(), worker)
        for _ in range(8 * 60 // 12 - 1):
            clock.shift(timedelta(minutes=12))
            told = client.post(KEEP).json()
        assert told["more"] is False
        assert told["left"] <= 12 * 60
        clock.shift(timedelta(seconds=told["left"] + 1))
        assert client.post(KEEP).status_code == 302


def test_after_the_end_there_is_nothing_to_keep(worker):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = people.come_in(Client(), worker)
        clock.shift(timedelta(minutes=16))
        answer = client.post(KEEP)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/gestion/entrar/")


def come_back(client, worker):
    """Log in again with the same browser; give the first page."""
    people.come_in(client, worker)
    return client.get("/gestion/").content.decode()


def test_a_form_that_came_too_late_is_told_after_coming_in_again(worker):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = people.come_in(Client(), worker)
        clock.shift(timedelta(minutes=16))
        late = client.post("/gestion/sobrevivientes/nueva/", {"working_name": "Algo"})
        assert late.status_code == 302
        assert LOST in come_back(client, worker)
        assert LOST not in client.get("/gestion/").content.decode()


def test_it_is_told_too_when_the_session_was_swept_meanwhile(worker):
    client = people.come_in(Client(), worker)
    client.session.flush()
    client.cookies["gestion"] = "nothing-there-any-more"
    client.post("/gestion/sobrevivientes/nueva/", {"working_name": "Algo"})
    assert LOST in come_back(client, worker)


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/gestion/"), ("post", "/gestion/salir/"), ("post", KEEP)]
)
def test_what_loses_nothing_is_not_told(worker, method, path):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = people.come_in(Client(), worker)
        clock.shift(timedelta(minutes=16))
        getattr(client, method)(path)
        assert LOST not in come_back(client, worker)
