"""Two centres and the people around one woman's file."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from casework.access.context import enter
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.identity.run import Run
from casework.survivors.actions import Contact, Identity
from casework.territory.models import Centre
from tests.database import as_system

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
HER_RUN = Run.parse("44.444.444-4")


@pytest.fixture
def centres(db: None) -> tuple[Centre, Centre]:
    """A centre in Valdivia and one in Arica."""
    from tests.places import centre

    with as_system():
        return centre("Valdivia", "14101"), centre("Arica", "15101")


def worker(centre: Centre) -> Staff:
    """An N6 operator of the centre, without a database row of her own."""
    return Staff(uuid4(), 1, "Una trabajadora", (Held(Level.N6, centre_id=centre.pk),))


@pytest.fixture
def own_centre_worker(centres: tuple[Centre, Centre]) -> Staff:
    return worker(centres[0])


@pytest.fixture
def other_centre_worker(centres: tuple[Centre, Centre]) -> Staff:
    return worker(centres[1])


@pytest.fixture
def ana() -> Identity:
    return Identity(
        working_name="Anita",
        given_names="Ana María",
        first_surname="Soto",
        second_surname="Núñez",
        run=HER_RUN,
        birth_date=date(1990, 5, 4),
    )


@pytest.fixture
def call_after_six() -> Contact:
    return Contact(
        channel="call",
        value="+56 9 8765 4321",
        from_hour=time(18),
        to_hour=time(20),
        words_to_say="Habla Paty, de la biblioteca",
        words_to_avoid="centro",
    )


@pytest.fixture
def as_principal():
    """Enter a principal's database context inside the test's transaction."""
    return lambda principal: enter(principal.context)
