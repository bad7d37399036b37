"""Women whose files are held by the named people's centres, registered as a worker would.

her = women.registered(worker)               # by the worker, in the worker's centre
door = women.space_of(her)                   # her own principal
"""

from datetime import date

from django.utils import timezone

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.identity.run import Run
from casework.survivors.actions import Contact, Identity, add_related, register
from casework.survivors.models import Survivor
from tests.people import Person

RUN = Run.parse("44.444.444-4")
NAMES = ("Zoraida", "Canariasoto", "Quilapánez")
TELEPHONE = "+56 9 8765 4321"
RELATIVE = "Ximenacanaria"


def registered(worker: Person, run: Run | None = RUN) -> Survivor:
    """Register a woman with everything her file can hold, in the worker's centre."""
    identity = Identity(
        working_name=NAMES[0], given_names=NAMES[0], first_surname=NAMES[1],
        second_surname=NAMES[2], run=run, birth_date=date(1990, 5, 4), comuna_code="05101",
    )  # fmt: skip
    contact = Contact(channel="call", value=TELEPHONE, words_to_say="Habla Paty")
    staff, at = worker.staff, timezone.now()
    assert worker.centre is not None
    with acting(staff.context):
        her = register(
            identity=identity, contact=contact, centre_id=worker.centre.pk, by=staff, at=at
        )
        add_related(survivor=her, relation="child", name=RELATIVE, by=staff, at=at)
    return her


def space_of(her: Survivor) -> SurvivorPrincipal:
    """Her, once her own space is open."""
    return SurvivorPrincipal(her.pk)
