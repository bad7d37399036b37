"""What her team learns of her door in its day, and only what she wants it to (safety.md 1.2)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from casework.access.context import acting
from casework.cases.work import day
from casework.survivors import door_actions
from casework.survivors.choices import Mode
from casework.survivors.models import Door
from selfservice import door_watch
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, UNKNOWN, phone
from tests.selfservice.test_door import HOME, type_key

pytestmark = pytest.mark.django_db
SOURCE = day.Source(door_watch.warned_doors, door_watch.day_lines)
LATER = timedelta(minutes=11)


def told(worker, after=LATER):
    """Give the pages that the lines of her day lead to, some time from now."""
    with acting(worker.context):
        lines = day.said(SOURCE, worker, timezone.now() + after)
    return [(line.tone, line.url.rstrip("/").rpartition("/")[2]) for line in lines]


@pytest.fixture
def wants_to_know(her, key_in_hand, own_centre_worker):
    with acting(own_centre_worker.context):
        door_actions.choose_mode(
            survivor=her, mode=Mode.KEY, warn_team=True, by=own_centre_worker, at=NOW
        )


def test_an_entry_without_her_number_is_told_if_she_wanted_it(wants_to_know, own_centre_worker):
    phone(HERS)
    assert told(own_centre_worker, timedelta(minutes=9)) == []
    assert told(own_centre_worker) == [("warning", "espacio")]


def test_if_she_did_not_want_it_nobody_is_told(key_in_hand, own_centre_worker):
    phone(HERS)
    assert told(own_centre_worker) == []


def test_her_own_entry_is_not_told(wants_to_know, key_in_hand, own_centre_worker):
    type_key(phone(HERS), key_in_hand)
    assert told(own_centre_worker) == []


def test_her_own_entry_does_not_hide_somebody_elses_before(
    wants_to_know, key_in_hand, own_centre_worker
):
    phone(HERS)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        type_key(phone(HERS), key_in_hand)
        assert len(told(own_centre_worker)) == 1


def test_another_centre_and_another_run_learn_nothing(wants_to_know, other_centre_worker):
    phone(HERS)
    phone(UNKNOWN)
    assert told(other_centre_worker) == []


def test_whoever_comes_in_with_clave_unica_alone_by_her_choice_is_no_news(
    wants_to_know, set_mode, own_centre_worker
):
    set_mode(Mode.OPEN)
    phone(HERS)
    assert told(own_centre_worker) == []


def test_her_own_freeze_is_told_and_a_workers_is_not(her, key_in_hand, own_centre_worker):
    type_key(client := phone(HERS), key_in_hand)
    client.post(f"{HOME}cerrar/")
    assert told(own_centre_worker) == [("warning", "espacio")]
    with acting(own_centre_worker.context):  # she was asked; it stays closed
        door_actions.freeze(survivor=her, by=own_centre_worker, at=NOW)
    assert told(own_centre_worker) == []
    with as_system():
        assert Door.objects.get().frozen_at is not None


def test_the_number_for_emergencies_is_told_until_somebody_spoke_with_her(
    her, key_in_hand, own_centre_worker
):
    with acting(own_centre_worker.context):
        number = door_actions.hand_duress_key(survivor=her, by=own_centre_worker, at=NOW)
    type_key(phone(HERS), number)
    assert [tone for tone, _page in told(own_centre_worker)] == ["danger"]
    with acting(own_centre_worker.context):
        door_actions.answer_duress(survivor=her, by=own_centre_worker, at=NOW)
    assert told(own_centre_worker) == []
