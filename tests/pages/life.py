"""A woman with a full life: something, and then more, of all that her file can hold."""

from datetime import timedelta

from django.utils import timezone

from casework.access.context import acting
from casework.access.grant_models import Grant
from casework.identity.vault import KeyOwner, new_key
from casework.survivors.models import Door, Survivor
from selfservice import agreeing
from selfservice.choices import Group
from tests import people, women
from tests.access import matrix
from tests.access.matrix_cases import member, session
from tests.access.matrix_episodes import told
from tests.access.matrix_files import document, pictured, record
from tests.access.matrix_legal import breach, duty, hearing, measure
from tests.access.matrix_plans import in_force
from tests.access.matrix_referrals import referral
from tests.access.matrix_registry import datum
from tests.access.matrix_risk import result
from tests.database import as_system
from tests.trayecto.lives import lines

OFTEN = (told, result, session, hearing, breach, duty, referral, document, pictured, record)
ONCE = (measure, member, datum, in_force)


def full(here: matrix.World, times: int = 3) -> Survivor:
    """Register her here and live: `times` of each thing, and a hundred lines for each."""
    worker = here.staff["n6"]
    her, at = women.registered(worker), timezone.now()
    with as_system():
        for then in OFTEN * times + ONCE:
            then(here, her)
        lines(
            her, 100 * times, until=at, centres=[people.centre(), people.other_centre()],
            authors=[worker.id, here.staff["n6_other"].id],
        )  # fmt: skip
        Door.objects.filter(survivor=her).update(duress_at=at)
    with acting(worker.staff.context):
        agreeing.agree(survivor=her, groups=Group.values, by=worker.staff, at=at)
    return her


def opened_to(reader: people.Person, her: Survivor) -> Grant:
    """Let somebody of elsewhere read her file for four hours."""
    head, at = people.head_of_centre("hilda.abre"), timezone.now()
    with as_system():
        return Grant.objects.create(
            operator=reader.operator, asked_of=head.operator, survivor_id=her.pk, hours=4,
            reason="Debo preparar hoy la mesa de coordinación de la región",
            key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
            approved_by=head.operator, approved_at=at, starts_at=at,
            ends_at=at + timedelta(hours=4),
        )  # fmt: skip
