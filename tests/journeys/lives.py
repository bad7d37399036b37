"""Women who come into a journey with something already told, written through the real actions."""

from datetime import date, timedelta

from django.utils import timezone

from casework.access.context import acting
from casework.cases import actions as cases
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.identity.run import Run
from casework.survivors.account import actions as accounts
from casework.survivors.account.models import Account
from casework.survivors.actions import Contact, Identity, register
from casework.survivors.household.actions import add_related
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as registry
from casework.survivors.registry import catalogue
from tests.database import as_system
from tests.journeys.world import World

TOLD = "Vivía con él desde el invierno. Se fue con su hija donde su hermana."
AT_WORK = (Stage.ORIENTATION, Stage.ENTRY, Stage.INTERVENTION)


def woman(world: World, name: str, number: int) -> Survivor:
    """Register a woman in Valparaíso: who she is, a safe contact, and a daughter."""
    centre, at = world.centres["D-VALPO"], timezone.now()
    identity = Identity(
        working_name=name, given_names=name, first_surname="Quilapán", second_surname="Soto",
        run=Run(number), birth_date=date(1991, 3, 9), comuna_code="05101",
    )  # fmt: skip
    contact = Contact(channel="call", value="+56 9 8765 4321", words_to_say="Habla Paty")
    by = world.staff()
    with acting(by.context):
        her = register(identity=identity, contact=contact, centre_id=centre.pk, by=by, at=at)
        add_related(survivor=her, relation="child", name="Antu", birth_year=2017, by=by, at=at)
    return her


def tells_everything(world: World, her: Survivor) -> int:
    """She tells her account and answers all that is ever asked. Gives how many answers."""
    by, at = world.staff(), timezone.now()
    asked = catalogue.in_force(timezone.localdate())
    answers = {code: registry.Answer((one.options[0][0],)) for code, one in asked.items()}
    with acting(by.context):
        registry.tell(survivor=her, answers=answers, by=by, at=at)
        accounts.write(
            survivor=her, kind=Account.Kind.TOLD, words=TOLD, told_on=timezone.localdate(),
            centre_id=her.centre_ids[0], by=by, at=at,
        )  # fmt: skip
    return len(answers)


def in_intervention(world: World, her: Survivor, *, since: timedelta) -> Case:
    """Bring her case to the intervention. since: how long ago it began."""
    by, at = world.staff(), timezone.now()
    with acting(by.context):
        case = Case.objects.get(survivor=her)
        for stage in AT_WORK:
            case = cases.move(case=case, to=stage, by=by, at=at)
    with as_system():
        Case.objects.filter(pk=case.pk).update(opened_at=at - since, stage_since=at - since)
    return case
