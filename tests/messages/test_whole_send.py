"""One evening, from her yes to the provider: the job itself, and the switch thrown midway.

What runs is the command that the clock of the house runs, against the stand-in of the provider
over real sockets (safety.md 0.4; AB17, AB41).
"""

from io import StringIO
from threading import Thread

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from casework.access.context import acting
from casework.interop.simulator.outbox import kept, views
from casework.messages.actions import Choice, ask, opt_in
from casework.messages.models import Message, Told
from casework.messages.queries import texts
from casework.survivors.actions import agree_contact
from tests import people, women
from tests.database import as_system
from tests.messages.conftest import EVENING, NEXT_EVENING, NIGHT, NOON, NUMBER, evenings

SWITCH = "/gestion/mensajes/pausa/"
WOMEN, LEFT = 4, 2


def job() -> str:
    """Run the periodic command once; gives what it prints."""
    said = StringIO()
    with as_system():
        call_command("send_messages", stdout=said)
    return said.getvalue()


def press(head, **more) -> int:
    """The head of the centre presses the switch, in a browser of her own."""
    answers = []

    def pressing() -> None:
        try:
            client = people.login(Client(), head)
            answers.append(client.post(SWITCH, {"centre": head.centre.pk, **more}).status_code)
        finally:
            connection.close()

    hand = Thread(target=pressing)
    hand.start()
    hand.join(20)
    return answers[0] if answers else 0


def waiting(worker) -> None:
    """Four women say yes at noon, to be written to in the evening; each has one message asked."""
    by = worker.staff
    for _ in range(WOMEN):
        her = women.registered(worker, run=None)
        with acting(by.context):
            agree_contact(survivor=her, contact=evenings(), by=by, at=NOON)
            choice = Choice(texts()[0], Told.IN_PERSON)
            opt_in(survivor=her, choice=choice, by=by, at=NOON)
            ask(survivor=her, centre_id=her.centre_ids[0], by=by, at=NOON)


@pytest.fixture
def evening(live_site, settings):
    """The stand-in is the provider; nothing of another test is in it."""
    settings.MESSAGE_PROVIDERS = {"sms": (f"{live_site.url}/simulador/mensajes/sms/", views.TOKEN)}
    cache.clear()
    yield
    cache.clear()


def states() -> list[str]:
    with as_system():
        return sorted(Message.objects.values_list("state", flat=True))


def test_the_switch_stops_a_send_midway_and_nothing_of_it_leaves_ever(evening, monkeypatch):
    thrown: list[int] = []
    with time_machine.travel(NOON, tick=True) as clock:
        worker, head = people.own_centre_worker(), people.head_of_centre()
        waiting(worker)
        assert job() == ""
        assert kept.kept() == []

        def keep_and_press(taken) -> None:
            kept.keep(taken)
            if len(kept.kept()) == LEFT:
                thrown.append(press(head))

        monkeypatch.setattr(views, "keep", keep_and_press)
        clock.move_to(EVENING)
        assert job().splitlines() == ["sent: 2.", "stopped: 2."]
        assert thrown == [302]
        assert states() == ["sent", "sent", "stopped", "stopped"]
        assert press(head, resume="1") == 302
        for later in (NIGHT, NEXT_EVENING):
            clock.move_to(later)
            assert job() == ""
    left = kept.kept()
    assert len(left) == LEFT
    assert {one.ending for one in left} == {f"••• {NUMBER[-2:]}"}
    assert {one.words for one in left} == {texts_in_force()}


def test_left_alone_every_one_leaves_in_her_hours_and_once(evening):
    with time_machine.travel(NOON, tick=True) as clock:
        waiting(people.own_centre_worker())
        assert job() == ""
        clock.move_to(EVENING)
        assert job() == f"sent: {WOMEN}.\n"
        clock.move_to(NEXT_EVENING)
        assert job() == ""
    assert len(kept.kept()) == WOMEN


def texts_in_force() -> str:
    with as_system():
        return str(texts()[0].words)
