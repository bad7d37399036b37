"""Two senders at the same moment, each with a connection of its own: one message leaves."""

from threading import Thread
from time import sleep

from django.db import connection
from django.utils import timezone

from casework.access.context import acting
from casework.messages.actions import Choice, ask, opt_in
from casework.messages.models import Message, Told
from casework.messages.queries import texts
from casework.messages.sending import tend
from casework.survivors.actions import Contact, agree_contact
from tests import people, women
from tests.database import as_system
from tests.messages.conftest import NUMBER


def waiting():
    worker, at = people.own_centre_worker(), timezone.now()
    her, by = women.registered(worker), worker.staff
    with acting(by.context):
        agree_contact(survivor=her, contact=Contact(channel="sms", value=NUMBER), by=by, at=at)
        opt_in(survivor=her, choice=Choice(texts()[0], Told.CALL), by=by, at=at)
        ask(survivor=her, centre_id=her.centre_ids[0], by=by, at=at)


def turn():
    try:
        with as_system():
            tend()
    finally:
        connection.close()


def test_one_message_leaves_once(own_database, out, monkeypatch):
    waiting()
    quick = out.send
    monkeypatch.setattr(out, "send", lambda *given: (sleep(0.3), quick(*given))[1])
    senders = [Thread(target=turn) for _ in range(3)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert len(out.sent) == 1
    with as_system():
        assert Message.objects.get().state == "sent"
