"""Requests about data on their way: one in each state and one of each right, to be carried out."""

from datetime import timedelta

from casework.access.context import NOBODY, acting
from casework.access.levels import Held, Level
from casework.access.principals import ANONYMOUS, Staff
from casework.documents.uploads import CleanFile
from casework.identity.run import Run
from casework.risk.models import RiskResult
from casework.survivors.models import Survivor
from casework.survivors.queries import display_name
from casework.territory.models import Institution
from complaints.fulfilment import blocking, copy_actions, rectifying
from complaints.models import Block, LegalGround, RightsRequest
from complaints.rights import actions, answer_actions, fixing_actions
from complaints.rights.choices import Asked, Channel, Delivery, Filer, IdentityLevel, Outcome, Paper
from complaints.rights.filing import Intake, Proxy, file

from .registry import head_of
from .women import World

STRANGER = Run.parse("14.141.414-3")
WHY = "Llamó muy asustada y no sabíamos a quién avisar: hubo que ver con quién vive."
# A picture where a power of attorney should be: a person sees it, and asks kindly.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63b8a4260200039f016b8f52e4de0000000049454e44ae426082"
)


def build(world: World, women: list[Survivor]) -> None:
    """Take each as far as it goes. The women are of Valparaíso only, and nobody else's example."""
    centre = world.centres["D-VALPO"]
    by = world.worker_of(centre)
    with acting(by.context):
        here = [one for one in women[20:] if one.centre_ids == [centre.pk] and one.birth_date]
        risky = set(RiskResult.objects.filter(survivor__in=here).values_list("survivor", flat=True))
    scored = next((one for one in here if one.pk in risky), here[-1])
    rest = [one for one in here if one.pk != scored.pk]
    head = head_of(world, by)
    _ready(world, rest[0], by, head)
    _half_read(world, rest[1], by)
    _asked(world, rest[2], by, Asked.SUPPRESSION, 1, "Quiero que borren mi ficha de aquí.")
    _asked(world, rest[3], by, Asked.OPPOSITION, 1, "No quiero que mis datos vayan a salud.",
           wanted={"pairs": [["referral", "health"]]})  # fmt: skip
    _apart(world, rest[4], by, head)
    _asked(world, scored, by, Asked.IMPUGNATION, 1,
           "Me pusieron riesgo bajo y yo vivo con miedo. Que lo vea otra persona.")  # fmt: skip
    _corrected(world, rest[5], by)
    _for_her(world, rest[6], by)
    _unsure(world, rest[7], by)
    _over(world, rest[8], by)
    _strangers(world)


def _file(  # noqa: PLR0917 - a request, said once
    world: World, survivor: Survivor, by: Staff, right: str, days: int, wording: str, **more: object
) -> RightsRequest:
    identity = more.pop("identity", IdentityLevel.PRESENT)
    channel = more.pop("channel", Channel.COUNTER)
    more.setdefault("alone", True)
    intake = Intake(
        right=right, name=display_name(survivor), survivor_id=survivor.pk, wording=wording,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    filed = file(
        intake=intake, channel=str(channel), identity=str(identity), by=by,
        at=world.at - timedelta(days=days), centre_id=world.centres["D-VALPO"].pk,
    )  # fmt: skip
    return RightsRequest.objects.get(number=filed.number)


def _asked(  # noqa: PLR0917 - a request, said once
    world: World, survivor: Survivor, by: Staff, right: str, days: int, wording: str, **more: object
) -> RightsRequest:
    with acting(by.context):
        request = _file(world, survivor, by, right, days, wording, **more)
        at = world.at - timedelta(days=days, hours=-2)
        return actions.take(request=request, by=by, at=at)


def _ready(world: World, survivor: Survivor, by: Staff, head: Staff) -> None:
    """A copy read by two and decided: it waits for her."""
    request = _asked(world, survivor, by, Asked.ACCESS, 2, "Quiero una copia de todo lo mío.")
    at = world.at - timedelta(hours=20)
    with acting(by.context):
        part = copy_actions.prepare(request=request, by=by, at=at)
    with acting(head.context):
        copy_actions.review(part=part, by=head, at=at)
    with acting(by.context):
        words = "Reunimos sus datos. La copia se entrega en el centro, en sus manos."
        answer = answer_actions.Answer(Outcome.GRANTED, words)
        ready = answer_actions.prepare(request=request, answer=answer, by=by, at=at)
    with acting(head.context):
        answer_actions.decide(request=ready, by=head, at=world.at - timedelta(hours=4))


def _half_read(world: World, survivor: Survivor, by: Staff) -> None:
    """A copy that somebody gathered and nobody else read yet."""
    request = _asked(world, survivor, by, Asked.ACCESS, 1, "Quiero saber qué dice mi ficha.")
    with acting(by.context):
        copy_actions.prepare(request=request, by=by, at=world.at - timedelta(hours=3))


def _apart(world: World, survivor: Survivor, by: Staff, head: Staff) -> None:
    """Who is close to her, kept apart; the head read it all the same, and a worker looks at why."""
    request = _asked(world, survivor, by, Asked.BLOCKING, 2,
                     "No quiero que se vea a mi familia hasta que corrijan los nombres.",
                     wanted={"parts": ["household"]})  # fmt: skip
    with acting(head.context):
        block = Block.objects.get(request=request)
        at = world.at - timedelta(hours=5)
        blocking.read_in_emergency(block=block, reason=WHY, by=head, at=at)


def _corrected(world: World, survivor: Survivor, by: Staff) -> None:
    """Prepared: another person decides."""
    request = _asked(world, survivor, by, Asked.RECTIFICATION, 1, "Mi segundo apellido es Araya.")
    at = world.at - timedelta(hours=6)
    with acting(by.context):
        rectifying.propose(request=request, field="second_surname", text="Araya", by=by, at=at)
        answer = answer_actions.Answer(Outcome.GRANTED, "Corregimos su segundo apellido.")
        answer_actions.prepare(request=request, answer=answer, by=by, at=at)


def _for_her(world: World, survivor: Survivor, by: Staff) -> None:
    """A sister asks; where the paper should be there is a picture. It is asked for, kindly."""
    with acting(by.context):
        request = _file(
            world, survivor, by, Asked.ACCESS, 1, "Pido la ficha de mi hermana, ella trabaja.",
            filer=Filer.REPRESENTATIVE, proxy=Proxy("Marta Cuevas Lobos", relation="hermana"),
            files=[(Paper.POWER, CleanFile(PICTURE, "image/png", "png", "poder.png",
                                           scanned=False))],
            alone=False,
        )  # fmt: skip
        fixing_actions.ask_to_complete(
            request=request, delivery=Delivery.IN_PERSON, address="",
            words="Gracias por venir. Lo que adjuntó es una fotografía. Tráiganos, por favor, el "
            "poder que ella firmó ante notario; si no lo tiene, le decimos cómo hacerlo.",
            by=by, at=world.at - timedelta(hours=10),
        )  # fmt: skip


def _unsure(world: World, survivor: Survivor, by: Staff) -> None:
    """By telephone: nobody made sure yet who asked."""
    with acting(by.context):
        _file(world, survivor, by, Asked.PORTABILITY, 1, "Me cambio de ciudad y quiero mis datos.",
              channel=Channel.PHONE, identity=IdentityLevel.NONE, alone=False)  # fmt: skip


def _over(world: World, survivor: Survivor, by: Staff) -> None:
    """One that she took back, and one that belongs to another institution."""
    taken = _asked(world, survivor, by, Asked.SUPPRESSION, 15, "Borren todo, por favor.")
    passed = _asked(world, survivor, by, Asked.RECTIFICATION, 11,
                    "Mi nombre está mal en el Registro Civil.")  # fmt: skip
    with acting(by.context):
        actions.withdraw(request=taken, by=by, at=world.at - timedelta(days=12),
                         reason="Prefiere seguir con su ficha.")  # fmt: skip
        actions.transfer(
            request=passed, to=Institution.objects.get(code="SRCEI"), by=by,
            at=world.at - timedelta(days=9),
            reason="El nombre mal escrito está en su partida de nacimiento.",
        )  # fmt: skip


def _strangers(world: World) -> None:
    """Of persons whom nobody here knows: one just came in, one has its answer prepared."""
    operator = world.operators["datos"]
    officer = Staff(operator.pk, operator.user_id, str(operator), (Held(Level.N2),), officer=True)
    made = []
    for right, days, wording in (
        (Asked.PORTABILITY, 1, "Quiero llevarme mis datos."),
        (Asked.OPPOSITION, 1, "No quiero que usen mis datos."),
    ):
        intake = Intake(right=right, name="Hernán Patricio Olmos Vidal", run=STRANGER,
                        wording=wording, delivery=Delivery.EMAIL,
                        answer_address="h.olmos@correo.example")  # fmt: skip
        with acting(NOBODY):
            made.append(file(
                intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.CLAVE_UNICA,
                by=ANONYMOUS, at=world.at - timedelta(days=days),
            ))  # fmt: skip
    with acting(officer.context):
        request = RightsRequest.objects.get(number=made[1].number)
        request = actions.take(request=request, by=officer, at=world.at - timedelta(hours=8))
        ground = LegalGround.objects.get(code=answer_actions.NOTHING)
        words = "No hay nada que este procedimiento pueda entregar con el RUN indicado."
        answer = answer_actions.Answer(Outcome.REFUSED, words, ground)
        answer_actions.prepare(request=request, answer=answer, by=officer, at=world.at)
