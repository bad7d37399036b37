"""Requests about personal data: nearly late, held, refused with its remedy, of nobody known."""

from datetime import datetime, timedelta

from django.conf import settings

from casework.access.context import NOBODY, acting
from casework.access.levels import Held, Level
from casework.access.principals import ANONYMOUS, Staff
from casework.identity.run import Run
from casework.survivors.models import Survivor
from casework.survivors.queries import display_name
from casework.territory.validity import chilean_day
from complaints.models import LegalGround, RightsRequest
from complaints.rights import actions, answer_actions, letters, rules
from complaints.rights.choices import Asked, Channel, Delivery, IdentityLevel, Outcome
from complaints.rights.filing import Intake, file

from .women import World

UNKNOWN = Run.parse("99.999.999-9")
KNOWN = Run.parse("44.444.444-4")


def build(world: World, women: list[Survivor]) -> None:
    """File one of each."""
    _nearly_late(world, women[1])
    _refused(world, women[3])
    _online(world, KNOWN, "María Carmen Del Río Gonzálvez", hours=20)
    _online(world, UNKNOWN, "Josefa Antonia Rojas Tapia", hours=30)


def _nearly_late(world: World, survivor: Survivor) -> None:
    """One day is left, whatever law rules on the day the world is built."""
    by = world.worker_of(world.centres["D-VALPO"])
    filed = _at_counter(
        world, survivor, by, Asked.RECTIFICATION, _day_before_the_end(world.at),
        "Mi segundo apellido está mal escrito: es Soto, con una sola t.",
    )  # fmt: skip
    with acting(by.context):
        actions.take(request=filed, by=by, at=world.at)


def _refused(world: World, survivor: Survivor) -> None:
    """Answered a while ago, with its ground and where to complain."""
    by, head = world.worker_of(world.centres["D-VALPO"]), _head(world)
    at = world.at - timedelta(days=6)
    filed = _at_counter(world, survivor, by, Asked.SUPPRESSION, at, "Quiero que borren mi ficha.")
    ground = LegalGround.objects.get(code="retencion")
    with acting(by.context):
        taken = actions.take(request=filed, by=by, at=at)
        words = letters.opening_words(taken, Outcome.REFUSED, chilean_day(at))
        answer = answer_actions.Answer(Outcome.REFUSED, words, ground)
        ready = answer_actions.prepare(request=taken, answer=answer, by=by, at=at)
    with acting(head.context):
        done = answer_actions.decide(request=ready, by=head, at=at + timedelta(days=1))
    left = at + timedelta(days=1, hours=2)
    proof = answer_actions.Proof(Delivery.IN_PERSON, left, received_at=left, to_herself=True,
                                 note="Firmó la copia en el centro.")  # fmt: skip
    with acting(by.context):
        answer_actions.note_sent(request=done, proof=proof, by=by, at=left)


def _at_counter(  # noqa: PLR0917 - one request, said once
    world: World, survivor: Survivor, by: Staff, right: str, at: datetime, wording: str
) -> RightsRequest:
    intake = Intake(right=right, name=display_name(survivor), survivor_id=survivor.pk,
                    wording=wording, alone=True)  # fmt: skip
    with acting(by.context):
        filed = file(
            intake=intake, channel=Channel.COUNTER, identity=IdentityLevel.PRESENT, by=by, at=at,
            centre_id=world.centres["D-VALPO"].pk,
        )  # fmt: skip
        return RightsRequest.objects.get(number=filed.number)


def _online(world: World, run: Run, name: str, *, hours: int) -> None:
    """From a visit that is not open: whose the RUN is, only the database knows."""
    intake = Intake(right=Asked.ACCESS, name=name, run=run, delivery=Delivery.IN_PERSON)
    with acting(NOBODY):
        file(
            intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.CLAVE_UNICA,
            by=ANONYMOUS, at=world.at - timedelta(hours=hours),
        )  # fmt: skip


def _head(world: World) -> Staff:
    operator = world.operators["jefatura"]
    held = Held(Level.N5, centre_id=world.centres["D-VALPO"].pk)
    return Staff(operator.pk, operator.user_id, str(operator), (held,))


def _day_before_the_end(at: datetime) -> datetime:
    """Give a moment of filing whose answer is due tomorrow, or as soon after as there is one."""
    moments = [at - timedelta(days=days) for days in range(40)]
    left = {
        filed: (_end(filed) - at) for filed in moments if _end(filed) > at + timedelta(hours=12)
    }
    return min(left, key=lambda filed: left[filed])


def _end(filed: datetime) -> datetime:
    regime = rules.regime_at(filed, settings.REGIMEN_21719_DESDE)
    return rules.due_at(Asked.RECTIFICATION, regime, filed)
