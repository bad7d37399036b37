"""Ana works here, Olga works elsewhere; Zoraida is attended here, later in both."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.access.context import enter
from casework.legal.measure_actions import MeasureFacts, save_measure
from casework.legal.measure_models import ProtectiveMeasure
from casework.survivors.models import Survivor
from tests import people, women


@pytest.fixture
def ana(db: None) -> people.Person:
    """N6 of the centre here."""
    return people.own_centre_worker()


@pytest.fixture
def zoraida(ana: people.Person) -> Survivor:
    """A woman attended here."""
    return women.registered(ana)


@pytest.fixture
def here(ana: people.Person, zoraida: Survivor) -> Iterator[people.Person]:
    """The database as Ana's requests meet it."""
    enter(ana.staff.context)
    yield ana


@pytest.fixture
def desk(client: Client, ana: people.Person, zoraida: Survivor) -> Client:
    """Ana's browser, logged in."""
    return people.login(client, ana)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def measure(
    survivor: Survivor, by: people.Person, *, ends_in: int, **more: Any
) -> ProtectiveMeasure:
    """Write down a measure of half a year that ends in some days."""
    day = timezone.localdate()
    facts = {"kind_id": "no_contact", "court_kind_id": "family",
             "starts_on": day + timedelta(days=ends_in - 190),
             "ends_on": day + timedelta(days=ends_in), **more}  # fmt: skip
    return save_measure(
        survivor=survivor, facts=MeasureFacts(**facts), by=by.staff, at=timezone.now()
    )
