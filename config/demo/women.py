"""About sixty invented women with their contacts, people, attentions and decisions.

The same random state gives the same world. RUN bodies come from a range agreed for the demo.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.models import Operator
from casework.access.principals import Staff
from casework.identity.run import Run
from casework.survivors import actions, keys
from casework.survivors.choices import Mode
from casework.survivors.models import Door, Survivor
from casework.territory.models import Centre
from consent.actions import Signature, decide
from consent.record_models import Form
from consent.text_models import ConsentText

from .names import GIVEN, SURNAMES
from .people import DEMO_KEY

WOMEN = 60
STATE = 20261122
FICTIONAL_RUNS = 9_100_000  # first body of the demo's range


@dataclass
class World:
    """What the women are built with."""

    centres: dict[str, Centre]
    operators: dict[str, Operator]
    text: ConsentText
    at: datetime
    chance: Random = field(default_factory=lambda: Random(STATE))  # noqa: S311

    def worker_of(self, centre: Centre) -> Staff:
        """A worker of the centre: a demo operator where there is one, a past one elsewhere."""
        known = {"D-VALPO": "profesional", "D-TEMUCO": "otro.centro"}
        operator = self.operators[known.get(centre.code, "profesional")]
        held = Held(Level.N6, centre_id=centre.pk)
        return Staff(operator.pk, operator.user_id, str(operator), (held,))


def build(world: World, progress: Callable[[int, int], None]) -> list[Survivor]:
    """Register everybody. progress is told (done, total)."""
    open_centres = [centre for centre in world.centres.values() if not centre.kind.secret]
    women = []
    for number in range(WOMEN):
        centre = open_centres[number % len(open_centres)] if number % 3 else _valparaiso(world)
        women.append(_woman(world, number, centre))
        progress(number + 1, WOMEN)
    return women


def personas(world: World) -> list[Survivor]:
    """Register the ones who can enter through the simulator; the fourth stays unknown."""
    women = []
    for run, name, mode in (
        ("44.444.444-4", ("María Carmen", "Del Río", "Gonzálvez"), Mode.OPEN),
        ("55.555.555-5", ("Rosa Elena", "Huenchumilla", "Soto"), Mode.KEY),
        ("88.888.888-8", ("Ana", "Pérez", "Muñoz"), Mode.CLOSED),
    ):
        survivor = _register(world, _identity(name, Run.parse(run), world), _valparaiso(world))
        door = Door.objects.get(survivor=survivor)
        door.mode = mode
        if mode == Mode.KEY:
            door.key_hash, door.key_given_at = keys.digest(DEMO_KEY), world.at
        door.save()
        women.append(survivor)
    return women


def _valparaiso(world: World) -> Centre:
    return world.centres["D-VALPO"]


def _woman(world: World, number: int, centre: Centre) -> Survivor:
    chance = world.chance
    names = (chance.choice(GIVEN), chance.choice(SURNAMES), chance.choice(SURNAMES))
    has_run = number % 9 != 8
    run = Run(FICTIONAL_RUNS + number * 137) if has_run else None
    survivor = _register(world, _identity(names, run, world, centre), centre)
    if number % 4 == 1:
        _moved_on(world, survivor, centre)
    if number % 5 == 2:
        _relate(world, survivor, centre)
    if number % 2 and has_run:
        _decide(world, survivor, centre, run)
    return survivor


def _identity(
    names: tuple[str, str, str], run: Run | None, world: World, centre: Centre | None = None
) -> actions.Identity:
    chance = world.chance
    born = date(chance.randint(1950, 2006), chance.randint(1, 12), chance.randint(1, 28))
    return actions.Identity(
        working_name=names[0].split()[0],
        given_names=names[0],
        first_surname=names[1],
        second_surname=names[2],
        run=run,
        birth_date=born if chance.random() > 0.1 else None,
        comuna_code=centre.comuna_id if centre else "05101",
        entry_route=chance.choice(("spontaneous", "1455", "police", "health", "court")),
    )


def _register(world: World, identity: actions.Identity, centre: Centre) -> Survivor:
    worker = world.worker_of(centre)
    at = world.at - timedelta(days=world.chance.randint(5, 900), hours=world.chance.randint(0, 8))
    with acting(worker.context):
        return actions.register(
            identity=identity, contact=_contact(world), centre_id=centre.pk, by=worker, at=at
        )


def _contact(world: World) -> actions.Contact | None:
    chance = world.chance
    if chance.random() < 0.15:
        return None
    if chance.random() < 0.1:
        return actions.Contact(channel="none")
    return actions.Contact(
        channel=chance.choice(("call", "whatsapp", "sms")),
        value=f"+56 9 8{chance.randint(100, 999)} {chance.randint(1000, 9999)}",
        from_hour=time(chance.randint(9, 12)),
        to_hour=time(chance.randint(14, 19)),
        weekdays=chance.choice(((1, 2, 3, 4, 5), (2, 4), (6,))),
        words_to_say=chance.choice(
            ("Habla Paty, de la biblioteca", "Llamo por la hora del dentista")
        ),
        words_to_avoid="centro, atención",
        voicemail=chance.random() < 0.2,
    )


def _moved_on(world: World, survivor: Survivor, first: Centre) -> None:
    """She went to a second centre later."""
    second = world.centres["D-TEMUCO" if first.code != "D-TEMUCO" else "D-VALPO"]
    worker = world.worker_of(second)
    with acting(worker.context):
        actions.open_attention(
            survivor_id=survivor.pk,
            centre_id=second.pk,
            purpose="attention",
            by=worker,
            at=world.at - timedelta(days=world.chance.randint(1, 4)),
        )


def _relate(world: World, survivor: Survivor, centre: Centre) -> None:
    worker, chance = world.worker_of(centre), world.chance
    with acting(worker.context):
        actions.add_related(
            survivor=survivor,
            relation="child",
            name=chance.choice(GIVEN),
            birth_year=chance.randint(2012, 2024),
            in_her_care=True,
            by=worker,
            at=world.at,
        )
        actions.add_related(
            survivor=survivor, relation="former_partner", is_aggressor=True, by=worker, at=world.at
        )


def _decide(world: World, survivor: Survivor, centre: Centre, run: Run | None) -> None:
    """She answered with a worker at her side; under sixteen nobody answers for her here."""
    worker, chance = world.worker_of(centre), world.chance
    answers = {item.pk: chance.random() < 0.7 for item in world.text.items.all()}
    name = f"{survivor.given_names} {survivor.first_surname} {survivor.second_surname}"
    with acting(worker.context):
        decide(
            survivor=survivor,
            text=world.text,
            answers=answers,
            signature=Signature(form=Form.BUTTON, name=name, document=str(run or "")),
            by=worker,
            at=world.at - timedelta(days=chance.randint(0, 3)),
        )
