"""Data women say are not right: one to be checked, one asked to its source, some that ended.

And what one of them says beside her risk, her account, a session and her plan.
"""

from datetime import datetime, timedelta

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff, SurvivorPrincipal
from casework.cases.act_models import Session
from casework.plans.models import Plan
from casework.risk.queries import results_of
from casework.survivors.account.models import Account
from casework.survivors.models import Survivor
from casework.survivors.registry.actions import Answer
from casework.survivors.registry.actions import tell as answer
from casework.survivors.versions import ACCOUNT, PLAN, RISK, SESSION
from casework.territory.models import Institution
from complaints.discrepancies import actions, opinions
from complaints.discrepancies.choices import End, Whole
from complaints.fulfilment import recipients
from complaints.models import Discrepancy, DiscrepancyCause, LegalGround, RightsRequest
from complaints.rights import answer_actions
from complaints.rights.choices import Channel, Delivery

from .women import World

VERSION = "Eso fue antes de que naciera mi hija, no después."
SESSION_VERSION = "No llegué tarde: me avisaron el cambio de hora ese mismo día."
PLAN_VERSION = "Eso lo quería antes de encontrar trabajo. Ahora quiero otra cosa."
OWN_WORDS = "Me gustaría ir más lento con el plan. En marzo empiezo a trabajar."
REASON = "El dato ya dice lo correcto. Gracias por avisar."
KEPT = "Miramos el dato con su fuente y queda como está. Tu versión queda escrita al lado."


def build(world: World, women: list[Survivor]) -> None:
    """Say that some data are not right, enough of one cause for a figure to be shown."""
    first, second, third = women[0], women[1], women[3]
    _said(world, first, "education", "Terminé la técnica superior el año pasado.", hours=20)
    asked = _said(world, first, "birth-date", "Mi cédula dice otro día.", hours=30)
    by = _worker(world)
    with acting(by.context):
        actions.pass_on(
            row=asked, to=Institution.objects.get(code="SRCEI"), by=by,
            how="Oficio reservado, solo con el dato.", at=world.at - timedelta(hours=26),
        )  # fmt: skip
    _ended(world, second, End.CORRECTED, "mal-escrito")
    here = world.centres["D-VALPO"].pk
    for other in [one for one in women[4:] if here in one.centre_ids][:4]:
        _ended(world, other, End.CORRECTED, "mal-escrito")
    _ended(world, third, End.KEPT, "estaba-bien")
    _beside(world, first)


def _beside(world: World, her: Survivor) -> None:
    """She was asked in another way than was written: her words stand beside it."""
    by = _worker(world)
    with acting(by.context):
        before = world.at - timedelta(days=3)
        sessions = Session.objects.filter(survivor=her, withdrawn_at=None, at__lt=before)
        sessions = sessions.order_by("-at")
        plans = Plan.objects.filter(survivor=her, agreed_on__isnull=False)
        told = {
            SESSION: (next((one for one in sessions if one.note), None), SESSION_VERSION),
            PLAN: (plans.order_by("-agreed_on").first(), PLAN_VERSION),
            RISK: (results_of(her).first(), "A mí me preguntaron por teléfono y con él al lado."),
            ACCOUNT: (Account.objects.filter(survivor=her).order_by("written_at").first(), VERSION),
        }
        for kind, (row, words) in told.items():
            if row is not None:
                said = opinions.Words(words, Channel.COUNTER)
                opinions.say(survivor=her, kind=kind, target_id=row.pk, said=said, by=by,
                             at=world.at - timedelta(days=2))  # fmt: skip
    herself = SurvivorPrincipal(her.pk)
    with acting(herself.context):
        opinions.say_herself(survivor=her, about=Whole.PLAN, words=OWN_WORDS, by=herself,
                             at=world.at - timedelta(days=1))  # fmt: skip


def _worker(world: World) -> Staff:
    return world.worker_of(world.centres["D-VALPO"])


def _head(world: World) -> Staff:
    operator = world.operators["jefatura"]
    held = Held(Level.N5, centre_id=world.centres["D-VALPO"].pk)
    return Staff(operator.pk, operator.user_id, str(operator), (held,))


def _said(world: World, her: Survivor, code: str, version: str, *, hours: int) -> Discrepancy:
    by, at = _worker(world), world.at - timedelta(hours=hours)
    said = actions.Said(version, channel=Channel.PHONE)
    with acting(by.context):
        actions.tell(survivor=her, code=code, said=said, by=by, at=at,
                     centre_id=world.centres["D-VALPO"].pk)  # fmt: skip
        found: Discrepancy = Discrepancy.objects.filter(survivor=her, field=code).latest("told_at")
        return found


def _ended(world: World, her: Survivor, end: End, cause: str) -> None:
    """Told eight days ago, decided the day after, answered."""
    by, head, code = _worker(world), _head(world), "occupation"
    at = world.at - timedelta(days=8)
    with acting(by.context):
        answer(survivor=her, answers={code: Answer(("informal",))}, by=by,
               at=at - timedelta(days=30))  # fmt: skip
    row = _said(world, her, code, "Trabajo con contrato desde marzo.", hours=8 * 24)
    kept = end == End.KEPT
    proposal = actions.Proposal(
        end=end, cause=DiscrepancyCause.objects.get(code=cause), wording=KEPT if kept else REASON,
        value={} if kept else {"codes": ["dependent"]},
        ground=LegalGround.objects.get(code="dato-exacto") if kept else None,
    )  # fmt: skip
    with acting(by.context):
        actions.propose(row=row, proposal=proposal, by=by, at=at)
        request = RightsRequest.objects.get(pk=row.request_id)
        _tell_all(request, by, at)
    left = at + timedelta(days=1, hours=2)
    with acting(head.context):
        answer_actions.decide(request=request, by=head, at=at + timedelta(days=1))
        proof = answer_actions.Proof(Delivery.IN_PERSON, left, received_at=left, to_herself=True)
        answer_actions.note_sent(request=request, proof=proof, by=head, at=left)


def _tell_all(request: RightsRequest, by: Staff, at: datetime) -> None:
    for one in recipients.listed(request=request):
        recipients.settle(
            notice=one, told_at=None, excuse="disproportionate", by=by, at=at,
            how="No guarda el dato: recibió solo su nombre.",
        )  # fmt: skip
