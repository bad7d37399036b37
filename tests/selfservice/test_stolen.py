"""Somebody copied her cookie: how long it serves, what it can do, and how she ends it.

Nothing of a visit hangs on an address or a kind of browser: hers change on a bus, and whoever can
copy a cookie can copy those. What is promised is that a copy dies soon, dies when she wants, does
nothing that could harm her, and is seen (design 4.3; safety.md 0.3, 1.1, 1.2).
"""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.messages.actions import close_all
from casework.survivors.models import Door, SafeContact
from complaints.models import RightsRequest
from selfservice.models import Visit, Wish
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, phone
from tests.selfservice.test_door import HOME, is_open, type_key

pytestmark = pytest.mark.django_db
COOKIE = settings.SURVIVOR_COOKIE_NAME


@pytest.fixture
def hers(key_in_hand):
    client = phone(HERS)
    type_key(client, key_in_hand)
    return client


@pytest.fixture
def thief(hers):
    """Another browser at another address, with a copy of her cookie."""
    client = Client(headers={"user-agent": "Otro/1.0"}, REMOTE_ADDR="203.0.113.9")
    client.cookies[COOKIE] = hers.cookies[COOKIE].value
    assert is_open(client)
    return client


def test_it_dies_with_her_exit(hers, thief):
    hers.get("/salir/")
    assert not is_open(thief)
    assert thief.get(HOME).templates[0].name == "selfservice/entrance.html"


def test_it_dies_when_she_closes_her_space_or_calls(her, hers, thief, own_centre_worker):
    with acting(own_centre_worker.context):
        close_all(survivor=her, by=own_centre_worker, at=NOW)
    assert not is_open(thief)


def test_it_dies_when_she_comes_in_again_and_closes_it_elsewhere(hers, thief, key_in_hand):
    again = phone(HERS)
    type_key(again, key_in_hand)
    assert "En otro teléfono" in again.get(f"{HOME}acceso/").content.decode()
    again.post(f"{HOME}acceso/otros/")
    assert not is_open(thief)
    assert is_open(again)


def test_it_does_not_outlive_an_hour_however_it_is_kept_alive(hers, thief):
    start = timezone.now()
    for minutes in range(5, 60, 5):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert is_open(thief)
    with time_machine.travel(start + timedelta(minutes=61), tick=False):
        assert not is_open(thief)


def test_what_could_harm_her_waits_and_she_takes_it_back(hers, thief):
    wanted = {"channel": "whatsapp", "value": "+56 9 5555 0177"}
    thief.post(f"{HOME}contacto/pedir/", wanted)
    thief.post(f"{HOME}acceso/pedir/")
    thief.post(f"{HOME}solicitudes/pedir/", {"right": "suppression", "delivery": "own_space"})
    with as_system():
        assert SafeContact.objects.get(ended_at=None).channel == "call"
        assert Door.objects.get().mode == "key"
        held = RightsRequest.objects.get()
        assert held.state == "held"
        wishes = list(Wish.objects.all())
        assert {one.state for one in wishes} == {"asked"}
    hers.post(f"{HOME}solicitudes/{held.pk}/retirar/")
    for one in wishes:
        hers.post(f"{HOME}equipo/{one.pk}/retirar/")
    with as_system():
        assert RightsRequest.objects.get().state == "withdrawn"
        assert {one.state for one in Wish.objects.all()} == {"taken_back"}


def test_each_entry_and_reading_with_it_is_in_her_ledger(hers, thief):
    thief.get(f"{HOME}datos/")
    assert "Leíste tus datos" in hers.get(f"{HOME}lecturas/").content.decode()


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(hers):
    made = hers.cookies[COOKIE]
    assert made["httponly"]
    assert made["samesite"] == "Lax"
    assert not made["max-age"]  # it ends with the browser


def test_a_copy_of_the_database_serves_for_no_visit(hers):
    with as_system():
        known = Visit.objects.latest("created_at")
    client = Client()
    client.cookies[COOKIE] = known.token_digest
    assert not is_open(client)
