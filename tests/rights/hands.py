"""Filing as the people of the tests would."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.models import Operator
from casework.access.principals import ANONYMOUS, Staff
from casework.identity.run import Run
from complaints.models import RightsRequest
from complaints.rights.choices import Asked, Channel, IdentityLevel
from complaints.rights.filing import Filed, Intake, file
from tests import people
from tests.database import as_system
from tests.women import RUN

NOBODYS = Run(15_555_555)


def from_outside(run: Run = RUN, right: str = Asked.ACCESS, **more: Any) -> Filed:
    """From a visit that is not open."""
    at = more.pop("at", None) or timezone.now()
    intake = Intake(right=right, name="Alguien", run=run, **more)
    with acting(NOBODY):
        return file(
            intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.CLAVE_UNICA,
            by=ANONYMOUS, at=at,
        )  # fmt: skip


def at_the_counter(by: Staff, right: str = Asked.ACCESS, **more: Any) -> Filed:
    """By a worker of a centre."""
    at: datetime = more.pop("at", None) or timezone.now()
    identity = more.pop("identity", IdentityLevel.PRESENT)
    intake = Intake(right=right, name="Zoraida Canariasoto", **more)
    with acting(by.context):
        return file(
            intake=intake, channel=Channel.COUNTER, identity=identity, by=by, at=at,
            centre_id=min(by.case_centres),
        )  # fmt: skip


def officer(username: str = "olivia.datos") -> people.Person:
    """Who answers for personal data: an administrator of the group."""
    from django.contrib.auth.models import Group

    someone = people.administrator(username)
    with as_system():
        someone.user.groups.add(Group.objects.get(name="Derechos de datos"))
    return someone


def row(filed: Filed) -> RightsRequest:
    """The row itself, as nobody but the system sees it."""
    with as_system():
        return RightsRequest.objects.select_related("survivor", "centre").get(number=filed.number)


def bar(her: Any, someone: people.Person) -> None:
    """Close a file to an operator whom she named."""
    from casework.access.conflict_models import Conflict

    with as_system():
        operator = Operator.objects.get(pk=someone.id)
        Conflict.objects.create(operator=operator, survivor_id=her.pk)
