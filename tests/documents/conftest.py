"""People and places for the tests of documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.cache import cache

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff, SurvivorPrincipal
from casework.identity import vault
from casework.identity.records import new_id

AT = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
OWN_CENTRE, OTHER_CENTRE = 9001, 9002

CONTEXT = {
    "owner": "Organismo demostrativo",
    "heading": "Autorización",
    "lead": "Tú decides qué se comparte y con quién.",
    "sections": [
        {"title": "Tus datos", "rows": [["Nombre", "Rosa Ñancupil Güell"]]},
        {
            "title": "Tus decisiones",
            "choices": [
                {"text": "Compartir con el hospital", "answer": "Sí, autorizo", "given": True},
                {"text": "Compartir con la escuela", "answer": "No autorizo", "given": False},
            ],
        },
    ],
    "evidence": [["Fecha", "20-11-2026 10:30"], ["Método", "Clave Única"]],
}


@dataclass(frozen=True)
class People:
    """A survivor, her key, and those who may or may not see what is hers."""

    survivor: SurvivorPrincipal
    own_worker: Staff
    other_worker: Staff
    key_id: UUID

    @property
    def survivor_id(self) -> UUID:
        return self.survivor.survivor_id


def worker(centre: int) -> Staff:
    return Staff(new_id(), 0, "Ana Torres", (Held(Level.N6, centre_id=centre),))


@pytest.fixture(autouse=True)
def _in_earnest(earnest_press: None) -> None:
    """What is printed is what these tests are about."""


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.SEAL_DIR = tmp_path / "seal"
    settings.TIMESTAMP_URL = settings.TIMESTAMP_ROOTS = ""
    settings.CLAMD_ADDRESS, settings.ANTIVIRUS_REQUIRED = "", False


@pytest.fixture
def people(db) -> People:
    own, survivor = worker(OWN_CENTRE), SurvivorPrincipal(new_id())
    with acting(own.context):
        key_id = vault.new_key(
            owner=vault.KeyOwner.SURVIVOR,
            survivor_id=survivor.survivor_id,
            centre_ids=[OWN_CENTRE],
        )
    return People(survivor, own, worker(OTHER_CENTRE), key_id)


@pytest.fixture
def as_own_worker(people: People) -> Iterator[None]:
    with acting(people.own_worker.context):
        yield


@pytest.fixture
def fresh_limits(db) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
