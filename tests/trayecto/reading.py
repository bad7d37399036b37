"""Somebody of another centre to whom one file was opened, to read, for some hours."""

from django.test import Client
from django.utils import timezone

from casework.access import grants
from casework.access.context import acting
from casework.access.grant_models import Grant
from casework.survivors.models import Survivor
from tests import people
from tests.database import as_system
from tests.people import Person

REASON = "Debo coordinar hoy su traslado con el centro donde la atendieron"


def granted(her: Survivor, worker: Person) -> Client:
    """Give the browser of a worker there whom the head here let read the file."""
    asker, head = people.other_centre_worker(), people.head_of_centre()
    with acting(asker.staff.context):
        grant = grants.ask(
            asker=asker.staff, survivor_id=her.pk, asked_of=head.operator, reason=REASON,
            hours=4, at=timezone.now(),
        )  # fmt: skip
    with as_system():
        Grant.objects.filter(pk=grant.pk).update(centre_ids=[worker.centre.pk])
    with acting(head.staff.context):
        grants.approve(grant, by=head.staff, at=timezone.now())
    return people.login(Client(), asker)
