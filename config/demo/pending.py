"""What waits for somebody in Valparaíso: records to compare and to join, values to choose, words
left unsaved, a file that a worker may not see.
"""

from datetime import timedelta

from django.urls import reverse

from casework.access.context import acting
from casework.access.principals import Staff
from casework.drafts import actions as drafts
from casework.drafts.tickets import Ticket
from casework.episodes import aggressor_actions
from casework.episodes.aggressor_actions import Bond, Person
from casework.identity.run import Run
from casework.survivors import actions as records
from casework.survivors.duplicates import actions as duplicates
from casework.survivors.duplicates.models import DuplicatePair
from casework.survivors.models import Survivor
from casework.survivors.queries import display_name
from casework.survivors.registry import actions as data
from casework.territory.validity import chilean_day

from .people import OPERATORS
from .registry import ends, head_of
from .women import World

COLLEAGUE = "sin.acceso"  # named as aggressor in one file: it is not there for him
OTHER_CONTACT = records.Contact(
    channel="whatsapp", value="+56 9 8555 0142", weekdays=(1, 2, 3, 4, 5),
    words_to_say="Le escribo por el taller de costura", note="No si los niños están de vacaciones",
)  # fmt: skip
ADDED = "Agrega que desde la semana pasada él espera afuera de su trabajo a la hora de salida. Dice"


def build(world: World, women: list[Survivor]) -> None:
    """Leave something on each list of things that wait."""
    centre = world.centres["D-VALPO"]
    by = world.worker_of(centre)
    with acting(by.context):
        here = [one for one in women[3:] if one.centre_ids[:1] == [centre.pk] and one.birth_date]
        _again(world, here[1], by)
        _joined(world, here[2], by)
        _conflict(world, here[3], by)
        _unsaved(world, women[0], here[4], by)


def _again(world: World, her: Survivor, by: Staff, **other: str) -> Survivor:
    """Register her a second time, without her document: the system suspects it by itself.

    other: what she said otherwise this time, with another contact.
    """
    at, centre_id = world.at - timedelta(days=3), next(iter(by.case_centres))
    identity = records.Identity(
        working_name=her.working_name, given_names=her.given_names,
        first_surname=her.first_surname, second_surname=her.second_surname,
        birth_date=her.birth_date, comuna_code=other.get("comuna", her.comuna_id or ""),
    )  # fmt: skip
    return records.register(
        identity=identity,
        contact=OTHER_CONTACT if other else None,
        centre_id=centre_id,
        by=by,
        at=at,
    )


def _joined(world: World, her: Survivor, by: Staff) -> None:
    """Joined yesterday by two people: home, comuna and contact wait to be chosen."""
    again, at = _again(world, her, by, comuna="05109"), world.at - timedelta(days=2)
    for survivor, answer in ((her, "rented"), (again, "hosted")):
        data.tell(survivor=survivor, answers={"housing": data.Answer((answer,))}, by=by, at=at)
    ends(again, by, at)
    pair = DuplicatePair.objects.get(second=again, first=her)
    duplicates.propose(
        pair=pair, keep=her.pk, by=head_of(world, by), at=at,
        because="Ella cuenta que ya había venido y que aquella vez no traía su cédula",
    )  # fmt: skip
    duplicates.approve(pair=pair, by=by, at=world.at - timedelta(days=1))


def _conflict(world: World, her: Survivor, by: Staff) -> None:
    """She names somebody who works at the centre; from then on her file is not there for him."""
    him = next(one for one in OPERATORS if one.username == COLLEAGUE)
    aggressor_actions.name_aggressor(
        survivor=her, person=Person("Mauricio", run=Run.parse(him.run)),
        bond=Bond("EX_POLOLO", current=False), by=by, at=world.at - timedelta(days=8),
    )  # fmt: skip


def _unsaved(world: World, first: Survivor, other: Survivor, by: Staff) -> None:
    """Two forms that the worker left half-way."""
    told = {"kind": ["added"], "words": [ADDED], "told_on": [str(chilean_day(world.at))]}
    way = {"channel": ["call"], "value": ["+56 9 8555 0199"], "weekdays": ["2", "4"],
           "from_hour": ["10:00"], "to_hour": ["12:30"]}  # fmt: skip
    for her, name, address, heading, fields, hours in (
        (first, "account", "survivors:account", "Su relato", told, 3),
        (other, "contact", "survivors:contact", "Forma segura de contactarla", way, 26),
    ):
        at = world.at - timedelta(hours=hours)
        path = reverse(address, args=[her.pk])
        ticket = Ticket(
            str(by.operator_id), name, str(her.pk), str(her.pk), "", path, at.timestamp()
        )
        drafts.keep(
            ticket=ticket, fields=fields, heading=f"{heading} · {display_name(her)}", by=by, at=at
        )
