"""People of training: who learns, who teaches, who heads, who runs the system."""

import copy
from dataclasses import dataclass

import pytest

from casework.access.context import acting
from portal.training import enrolling
from portal.training.edition_models import Edition
from portal.training.people_models import Enrolment
from tests import people
from tests.people import Person

from . import courses


@dataclass(frozen=True)
class School:
    """Everybody, and an edition that runs today."""

    trainee: Person
    other: Person
    teacher: Person
    head: Person
    admin: Person
    edition: Edition

    def place(self, someone: Person | None = None, edition: Edition | None = None) -> Enrolment:
        """Somebody's place: she asked and the administrator admitted her."""
        who, where = someone or self.trainee, edition or self.edition
        with acting(self.admin.staff.context):
            return enrolling.enter(
                edition=where, operator=who.operator, by=self.admin.staff, at=courses.NOON
            )


@pytest.fixture(scope="module")
def opened(module_world: None) -> School:
    teacher, admin = people.other_centre_worker("clara.docente"), people.administrator()
    edition = courses.edition(teacher, admin)
    return School(
        people.own_centre_worker(), people.own_centre_worker("berta.propia"), teacher,
        people.head_of_centre(), admin, edition,
    )  # fmt: skip


@pytest.fixture
def school(opened: School, db: None) -> School:
    """It is the same for all tests of a module: each undoes what it did in it."""
    return copy.deepcopy(opened)
