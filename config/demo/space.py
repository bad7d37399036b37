"""Her own space in the demo: what it shows as agreed, what was asked from it and outside it."""

from datetime import timedelta

from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS, Staff, SurvivorPrincipal
from casework.identity.run import Run
from casework.survivors.models import Survivor
from complaints.rights.choices import Asked, Channel, Delivery, IdentityLevel
from complaints.rights.filing import Intake, file
from selfservice import agreeing, wish_actions
from selfservice.choices import Group, WishKind
from selfservice.models import Wish

from .women import World

ENTRY = "El equipo de Centro Valparaíso leyó tu ficha."


def build(world: World, women: list[Survivor]) -> None:
    """Fill the space that opens alone and the one with a number; leave requests on both faces."""
    by = world.worker_of(world.centres["D-VALPO"])
    for survivor, groups in ((women[0], Group.values), (women[1], ["identity", "contact"])):
        with acting(by.context):
            at = world.at - timedelta(days=20)
            agreeing.agree(survivor=survivor, groups=groups, by=by, at=at)
    _asked_inside(world, women[0], by)
    _asked_inside(world, women[1], by)
    _asked_outside(world, Run.parse("55.555.555-5"), "Rosa Elena Huenchumilla Soto")


def _asked_inside(world: World, survivor: Survivor, by: Staff) -> None:
    her = SurvivorPrincipal(survivor.pk)
    with acting(her.context):
        answered = _ask(world, survivor, 9, WishKind.QUESTION, about=ENTRY,
                        words="¿Por qué la vieron un domingo?")  # fmt: skip
        _ask(world, survivor, 1, WishKind.QUESTION, words="¿Puedo cambiar la hora del jueves?")
        wanted = {"channel": "whatsapp", "value": "+56 9 5555 0177", "weekdays": [2, 4]}
        _ask(world, survivor, 4, WishKind.CONTACT, wanted=wanted)
        intake = Intake(
            right=Asked.RECTIFICATION, name="Ella", survivor_id=survivor.pk,
            wording="Mi segundo apellido está mal escrito.", delivery=Delivery.OWN_SPACE,
        )  # fmt: skip
        file(
            intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.KEY, by=her,
            at=world.at - timedelta(days=6),
        )  # fmt: skip
    with acting(by.context):
        wish_actions.settle(
            wish=answered, done=True, by=by, at=world.at - timedelta(days=8),
            answer="Fue el turno de guardia. Revisó tu hora porque llamaste al 1455 ese día.",
        )  # fmt: skip


def _ask(world: World, survivor: Survivor, days: int, kind: WishKind, **more: object) -> Wish:
    at = world.at - timedelta(days=days)
    asked = wish_actions.ask(
        kind=kind, survivor=survivor, by=SurvivorPrincipal(survivor.pk), at=at, **more  # type: ignore[arg-type]
    )  # fmt: skip
    assert asked is not None
    return asked


def _asked_outside(world: World, run: Run, name: str) -> None:
    with acting(NOBODY):
        for right, days in ((Asked.ACCESS, 12), (Asked.OPPOSITION, 2)):
            intake = Intake(right=right, name=name, run=run, wording="Quiero saber y decidir.")
            file(
                intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.CLAVE_UNICA,
                by=ANONYMOUS, at=world.at - timedelta(days=days),
            )  # fmt: skip
