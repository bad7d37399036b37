"""A thousand forged tries on her number do not shut her out (AB39)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from casework.survivors import keys
from selfservice import sessions
from selfservice.door import Trier, try_key, wait_for
from selfservice.views import entrance
from tests.selfservice.conftest import HERS, phone
from tests.selfservice.test_door import HOME, is_open, type_key

pytestmark = pytest.mark.django_db
TRIES = 1_000


def forge(client, times: int) -> None:
    """Type wrong numbers as somebody else who came in with her ClaveUnica."""
    token = client.cookies[settings.SURVIVOR_COOKIE_NAME].value
    present = sessions.find(token, timezone.now())
    for number in range(times):
        request = RequestFactory().post(f"{HOME}numero/", {"number": f"9 0000 {number:04d}"})
        request.present = present
        assert entrance.key(request).status_code == 303


def test_after_a_thousand_forged_tries_her_number_opens_at_once(key_in_hand):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        forge(phone(HERS), TRIES)
        hers = phone(HERS)
        assert "Espera" not in type_key(hers, "").client.get(HOME).content.decode()
        type_key(hers, key_in_hand)
        assert is_open(hers)


def test_while_somebody_goes_on_forging_she_comes_in(key_in_hand):
    forger = phone(HERS)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _time in range(20):
            forge(forger, 6)
            clock.shift(timedelta(seconds=20))
        type_key(hers := phone(HERS), key_in_hand)
        assert is_open(hers)


def test_whoever_forges_waits_longer_each_time_and_never_beyond_an_hour(key_in_hand):
    at, waits = timezone.now(), []
    with time_machine.travel(at, tick=False) as clock:
        who = Trier(HERS, "one-visit", at)
        for _time in range(16):
            try_key(who, "9 0000 0000", timezone.now())
            waits.append(wait_for(who.visit, timezone.now()))
            clock.shift(waits[-1] + timedelta(seconds=1))
    assert waits == sorted(waits)
    assert waits[3:5] == [timedelta(0), timedelta(seconds=30)]
    assert waits[-1] == timedelta(hours=1)


def test_each_forged_try_that_waits_costs_no_hash(key_in_hand, monkeypatch):
    forger, hashes = phone(HERS), []
    monkeypatch.setattr(keys, "matches", lambda *_values: hashes.append(1) or False)
    with time_machine.travel(timezone.now(), tick=False):
        forge(forger, TRIES)
    assert len(hashes) == 2 * 5
