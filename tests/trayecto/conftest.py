"""A woman with twenty years and five hundred lines, and the people who read them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.survivors.actions import open_attention
from casework.survivors.models import Survivor
from casework.survivors.timeline_models import TrajectoryEvent
from tests import people, women
from tests.database import as_system
from tests.people import Person

from .lives import lines


@pytest.fixture
def worker(db: None) -> Person:
    return people.own_centre_worker()


@pytest.fixture
def her(worker: Person) -> Survivor:
    return women.registered(worker)


@pytest.fixture
def elsewhere(her: Survivor) -> Person:
    """A worker of another region who opened an attention for her."""
    other = people.other_centre_worker()
    staff = other.staff
    with acting(staff.context):
        open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention", by=staff,
            at=timezone.now(),
        )  # fmt: skip
    return other


@pytest.fixture
def shelter(db: None):
    return people.centre("RT-COSTA", "05101", "RT")


@pytest.fixture
def life(her: Survivor, worker: Person, elsewhere: Person, shelter) -> list[TrajectoryEvent]:
    """Five hundred lines of three centres, one of them a shelter."""
    with as_system():
        her.refresh_from_db()
        TrajectoryEvent.objects.all().update(withdrawn_at=timezone.now())
        return lines(
            her, 500, until=timezone.now(), authors=[worker.id, elsewhere.id],
            centres=[worker.centre, elsewhere.centre, shelter],
        )  # fmt: skip


@pytest.fixture
def page(her: Survivor) -> str:
    return reverse("survivors:trajectory", args=[her.pk])
