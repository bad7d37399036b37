"""The small world of a journey: the demo's centres, accounts and consent text; no woman yet."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from casework.access.context import acting
from casework.access.models import Operator
from casework.access.operators import staff_for
from casework.access.principals import Staff
from casework.identity.run import Run
from casework.protocols.actions import publish
from casework.survivors.actions import Identity, register
from casework.survivors.door_actions import hand_key
from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day
from config.demo import places, protocol_text, staff, text
from config.demo.people import OPERATORS, PASSWORD, DemoOperator
from consent.text_models import ConsentText
from tests.database import as_system

HERS, HER_NUMBER = "44.444.444-4", "44444444"  # the first persona of the simulator
HER_NAME = "María Carmen de los Ángeles Del Río Gonzálvez"
NOBODYS_NUMBER = "99999999"  # a persona no centre has met
CENTRE = "Centro Valparaíso"


@dataclass(frozen=True)
class World:
    """What a journey starts with; `url` is where the product answers."""

    url: str
    centres: dict[str, Centre]
    operators: dict[str, Operator]
    text: ConsentText

    def account(self, username: str = "profesional") -> DemoOperator:
        """How an operator logs in."""
        return next(one for one in OPERATORS if one.username == username)

    def staff(self, username: str = "profesional") -> Staff:
        """An operator as the doors see her now."""
        with as_system():
            return staff_for(self.operators[username].user, timezone.now())

    def her(self) -> Survivor:
        """The only woman of this world."""
        with as_system():
            found: Survivor = Survivor.objects.get()
            return found


def publish_protocol(world: World) -> None:
    """Put the demo's example protocol in force, so that stages ask for tasks."""
    author, at = world.staff(), timezone.now()
    with acting(author.context):
        publish(
            code="atencion-centro", title=protocol_text.TITLE, steps=protocol_text.STEPS,
            valid_from=chilean_day(at), by=author.actor, at=at,
            owner="Equipo de prueba", example=True,
        )  # fmt: skip


def build(url: str) -> World:
    """Make it, in the database of this test."""
    at = timezone.now()
    with as_system():
        centres = places.build(chilean_day(at))
        operators = staff.build(centres, at)
        return World(url, centres, operators, text.build(operators, at))


def register_her(world: World) -> tuple[UUID, str]:
    """Do what the worker does at her screen, first of all: register her and hand her key."""
    worker, at = world.staff(), timezone.now()
    with acting(worker.context):
        identity = Identity(working_name="Maca", run=Run.parse(HERS))
        centre = next(iter(worker.case_centres))
        her = register(identity=identity, contact=None, centre_id=centre, by=worker, at=at)
        return her.pk, hand_key(survivor=her, by=worker, at=at)


__all__ = ["CENTRE", "HERS", "HER_NAME", "HER_NUMBER", "NOBODYS_NUMBER", "PASSWORD", "World"]
