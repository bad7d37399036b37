"""Where her space is open, and her messages: she closes and stops them, and nobody else does."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.principals import SurvivorPrincipal
from casework.identity.records import new_id
from casework.messages.actions import Choice, opt_in
from casework.messages.models import MessageOptIn, NeutralText, Told
from casework.survivors.actions import Contact, agree_contact
from selfservice.models import Visit
from tests.database import as_system
from tests.selfservice.conftest import HERS, phone
from tests.selfservice.test_door import is_open, type_key
from tests.selfservice.test_wishes import HOME, NEW

pytestmark = pytest.mark.django_db


def test_her_open_visits_are_ended_by_nobody_else(her, inside, own_centre_worker):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.visit', '', true)")  # no cookie is brought
    for someone in (own_centre_worker.context, SurvivorPrincipal(new_id()).context):
        with acting(someone):
            assert Visit.objects.all().delete()[0] == 0


def test_she_sees_where_it_is_open_and_closes_it_elsewhere(inside, key_in_hand):
    other = phone(HERS)
    type_key(other, key_in_hand)
    assert "En otro teléfono" in inside.get(f"{HOME}acceso/").content.decode()
    inside.post(f"{HOME}acceso/otros/")
    assert is_open(inside)
    assert not is_open(other)
    with as_system():
        assert Visit.objects.filter(survivor_id__isnull=False).count() == 1


def test_her_open_visits_are_seen_by_nobody_else(her, inside, own_centre_worker):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.visit', '', true)")  # no cookie is brought
    for someone in (own_centre_worker.context, NOBODY):
        with acting(someone):
            assert not Visit.objects.exists()
    with acting(SurvivorPrincipal(her.pk).context):
        assert Visit.objects.count() == 1


def test_a_visit_that_ended_by_itself_is_not_said_to_be_open(inside, key_in_hand):
    later = timezone.now() + timedelta(minutes=8)
    other = phone(HERS)
    type_key(other, key_in_hand)
    with time_machine.travel(later, tick=False):
        inside.get(HOME)
    with time_machine.travel(later + timedelta(minutes=5), tick=False):
        assert len(inside.get(f"{HOME}acceso/").context["visits"]) == 1


def test_she_stops_all_messages_at_once(her, inside, own_centre_worker):
    with acting(own_centre_worker.context):
        agree_contact(survivor=her, contact=Contact(**NEW), by=own_centre_worker, at=timezone.now())
        choice = Choice(NeutralText.objects.filter(valid_to=None)[0], Told.IN_PERSON)
        opt_in(survivor=her, choice=choice, by=own_centre_worker, at=timezone.now())
    inside.post(f"{HOME}contacto/callar/")
    with as_system():
        assert MessageOptIn.objects.get().ended_at is not None
