"""A thousand forged tries on her number do not shut her out (AB39)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from selfservice import sessions
from selfservice.door import try_key, wait_for
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


def test_after_a_thousand_forged_tries_her_number_still_opens(key_in_hand):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        forge(phone(HERS), TRIES)
    with time_machine.travel(start + timedelta(minutes=61), tick=False):
        assert not wait_for(HERS, timezone.now())
        hers = phone(HERS)
        type_key(hers, key_in_hand)
        assert is_open(hers)


def test_the_wait_never_grows_beyond_an_hour(key_in_hand):
    at = timezone.now()
    with time_machine.travel(at, tick=False) as clock:
        for _time in range(40):
            try_key(HERS, "9 0000 0000", timezone.now())
            assert wait_for(HERS, timezone.now()) <= timedelta(hours=1)
            clock.shift(wait_for(HERS, timezone.now()) + timedelta(seconds=1))
        type_key(hers := phone(HERS), key_in_hand)
        assert is_open(hers)
