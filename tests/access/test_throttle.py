"""Whoever fails often waits, longer each time; nobody is locked out by a stranger."""

from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.access import throttle
from tests import people

pytestmark = pytest.mark.django_db


@given(st.integers(min_value=0, max_value=10_000))
def test_the_delay_never_shrinks_and_never_passes_a_quarter_of_an_hour(failures):
    assert throttle.delay_after(failures) <= throttle.delay_after(failures + 1) <= 15 * 60


def fail(client, name, times):
    return [people.first_factor(client, name, "no es esta").status_code for _ in range(times)]


def test_after_three_failures_the_door_says_how_long_to_wait(client):
    people.own_centre_worker("ana")
    with time_machine.travel(timezone.now(), tick=False):
        assert fail(client, "ana", 4) == [200, 200, 200, 429]
        answer = people.first_factor(client, "ana")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "5"
    assert "5 segundos" in answer.content.decode() or "5 seconds" in answer.content.decode()


def test_the_right_password_opens_once_the_wait_is_over(client):
    worker = people.own_centre_worker("ana")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail(client, "ana", 3)
        clock.shift(timedelta(seconds=6))
        people.come_in(client, worker)
        assert client.get("/gestion/").status_code == 200


def test_whoever_must_wait_costs_no_hashing(client):
    people.own_centre_worker("ana")
    with time_machine.travel(timezone.now(), tick=False):
        fail(client, "ana", 3)
        with patch("django.contrib.auth.hashers.check_password", wraps=check_password) as hashing:
            fail(client, "ana", 2)
        assert hashing.call_count == 0


def test_a_stranger_at_another_address_does_not_shut_her_out():
    worker = people.own_centre_worker("ana")
    with time_machine.travel(timezone.now(), tick=False):
        fail(Client(REMOTE_ADDR="198.51.100.9"), "ana", 6)
        client = people.come_in(Client(REMOTE_ADDR="192.0.2.1"), worker)
        assert client.get("/gestion/").status_code == 200


def test_one_address_cannot_try_many_names(settings):
    with (
        time_machine.travel(timezone.now(), tick=False),
        patch.object(throttle, "LOGIN_BY_ADDRESS", throttle.Limit("staff-login", "5/5m")),
    ):
        said = [fail(Client(), f"nadie{number}", 1)[0] for number in range(7)]
    assert said == [200] * 5 + [429] * 2


def test_the_second_factor_is_limited_too(client):
    worker = people.own_centre_worker("ana")
    with time_machine.travel(timezone.now(), tick=False):
        people.first_factor(client, worker)
        said = [people.second_factor(client, "000000").status_code for _ in range(4)]
    assert said == [200, 200, 200, 429]


def test_nothing_in_the_cache_names_the_account_or_the_address(client):
    from django.db import connection

    with time_machine.travel(timezone.now(), tick=False):
        fail(client, "ana.reconocible", 4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, coalesce(value, '') FROM casework_cache")
        kept = str(cursor.fetchall())
    assert "door-failures" in kept
    assert "ana.reconocible" not in kept
    assert "127.0.0.1" not in kept


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.5", REMOTE_ADDR="10.0.0.1")
    assert throttle.client_address(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert throttle.client_address(request) == "203.0.113.5"
