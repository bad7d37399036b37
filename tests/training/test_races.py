"""The last place of an edition, asked for by several at the same moment: one has it."""

from threading import Barrier, Thread

from django.db import connection

from casework.access.context import acting
from portal.training import enrolling
from portal.training.people_models import Enrolment
from portal.training.states import State
from tests import people
from tests.database import as_system
from tests.people import Person

from .courses import NOON, edition, facts

SEVERAL = 4


def test_the_last_place_is_given_once(own_database: None) -> None:
    teacher, admin = people.other_centre_worker("clara.docente"), people.administrator()
    workers = [people.own_centre_worker(f"carrera.{number}") for number in range(SEVERAL)]
    found, gate = edition(teacher, admin, when=facts(capacity=1)), Barrier(SEVERAL)

    def enters(who: Person) -> None:
        try:
            with acting(admin.staff.context):
                gate.wait(20)
                enrolling.enter(edition=found, operator=who.operator, by=admin.staff, at=NOON)
        finally:
            connection.close()

    running = [Thread(target=enters, args=[one]) for one in workers]
    for one in running:
        one.start()
    for one in running:
        one.join()
    with as_system():
        states = sorted(Enrolment.objects.values_list("state", flat=True))
    assert states == [State.ENROLLED, *[State.WAITING] * (SEVERAL - 1)]
