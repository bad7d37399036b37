"""Two women in two regions, their workers, and the same man named by both."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.episodes import actions, aggressor_actions, catalogue
from casework.episodes.actions import Told
from casework.episodes.aggressor_actions import Bond, Person
from casework.episodes.aggressor_models import Aggressor
from casework.episodes.models import Episode
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.survivors.models import Survivor
from tests import people, women
from tests.database import as_system

HIS_RUN = Run.parse("12.345.678-5")
HIS_NAME = "Evaristo Canariomalo"


@pytest.fixture(autouse=True)
def fresh_lists() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def paula(db: None) -> people.Person:
    """A worker of the centre here."""
    return people.own_centre_worker("paula.propia")


@pytest.fixture
def olga(db: None) -> people.Person:
    """A worker of the centre there."""
    return people.other_centre_worker("olga.otra")


@pytest.fixture
def her(paula: people.Person) -> Survivor:
    """Attended here."""
    return women.registered(paula)


@pytest.fixture
def other_woman(olga: people.Person) -> Survivor:
    """Attended there, in another region."""
    return women.registered(olga, Run.parse("55.555.555-5"))


@pytest.fixture
def desk(paula: people.Person) -> Client:
    """Paula's browser, inside."""
    return people.login(Client(), paula)


def name(worker: people.Person, her: Survivor, run: Run | None = HIS_RUN, **more: Any) -> Aggressor:
    """Name an aggressor in her file, as the worker would."""
    staff = worker.staff
    with acting(staff.context):
        return aggressor_actions.name_aggressor(
            survivor=her, person=Person(more.pop("called", HIS_NAME), run=run),
            bond=Bond("EX_CONVIVIENTE", current=False, **more), by=staff, at=timezone.now(),
        )  # fmt: skip


def tell(worker: people.Person, her: Survivor, *, at: Any = None, **told: Any) -> Episode:
    """Tell an episode in her file, as the worker would."""
    staff = worker.staff
    values = {"precision": "day", "starts_on": date(2025, 3, 8), "forms": ["FISICA"], **told}
    values.setdefault("ends_on", values["starts_on"])
    assert worker.centre is not None
    with acting(staff.context):
        return actions.tell(
            survivor=her, told=Told(**values), centre_id=worker.centre.pk, by=staff,
            at=at or timezone.now(),
        )  # fmt: skip


def works_here(worker: people.Person, run: Run = HIS_RUN) -> None:
    """The register of operators knows this worker's RUN."""
    with as_system():
        worker.operator.run_digest = run_digest(run)
        worker.operator.save()


def address(her: Survivor, rest: str = "") -> str:
    """An address of her episodes."""
    return f"/gestion/sobrevivientes/{her.pk}/episodios/{rest}"
