"""What is known of the women: data with sources, accounts, children, a record made twice."""

from datetime import datetime, timedelta

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.cases.catalogue import ExitReason
from casework.cases.exit_actions import exit_case
from casework.cases.models import Case
from casework.survivors import actions as records
from casework.survivors.account import actions as account
from casework.survivors.duplicates import actions as duplicates
from casework.survivors.duplicates.models import DuplicatePair
from casework.survivors.household.actions import add_related
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as data
from casework.survivors.registry.models import Datum
from casework.survivors.registry.states import State
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from .women import World

USUAL = {
    "nationality": ("CL",), "migration": ("born",), "gender": ("woman",), "languages": ("es",),
    "interpreter": ("no",), "pregnancy": ("no",),
}  # fmt: skip
VARIED = {
    "people": ("none", "none", "mapuche", "aymara", "unsaid"),
    "housing": ("rented", "hosted", "shared-aggressor", "own"),
    "income": ("short", "none", "aggressor", "enough"),
    "occupation": ("informal", "home", "dependent", "seeking"),
    "disability": ("none", "none", "none", "physical"),
    "physical-health": ("good", "chronic", "unknown"),
    "mental-health": ("untreated", "treated", "good", "unsaid"),
    "rsh": ("40", "40", "60", "none"),
    "education": ("middle", "middle-part", "technical", "basic"),
}
TOLD = (
    "Convive con él desde hace años. Dice que al principio la celaba y que después empezó a "
    "revisarle el teléfono. No quiere que la llamen de noche.",
    "Cuenta que decidió venir porque su hija mayor le dijo que no quería volver a la casa.",
    "Vino acompañada de una vecina. Contó solo lo que quiso contar; el resto, dice, otro día.",
)


def build(world: World, women: list[Survivor]) -> None:
    """Fill what is known of every second woman; the first one's life is the fullest."""
    for number, her in enumerate(women):
        if number % 2 == 0:
            _characterise(world, her, number)
        if number % 3 == 0:
            _told(world, her, TOLD[number % len(TOLD)], world.at - timedelta(days=20))
    _fullest(world, women[0])
    _twice(world, women)


def _worker(world: World, her: Survivor) -> tuple[Staff, int]:
    centre = Centre.objects.get(pk=her.centre_ids[0])
    return world.worker_of(centre), centre.pk


def _characterise(world: World, her: Survivor, number: int) -> None:
    by, centre = _worker(world, her)
    chance = world.chance
    some = {
        code: (chance.choice(codes),) for code, codes in VARIED.items() if chance.random() < 0.8
    }
    at = world.at - timedelta(days=chance.randint(3, 420))
    answers = {code: data.Answer(codes) for code, codes in {**USUAL, **some}.items()}
    with acting(by.context):
        data.tell(survivor=her, answers=answers, by=by, at=at, centre_id=centre)


def _told(world: World, her: Survivor, words: str, at: datetime) -> None:
    by, centre = _worker(world, her)
    with acting(by.context):
        account.write(
            survivor=her, kind="told", words=words, told_on=chilean_day(at),
            centre_id=centre, by=by, at=at,
        )  # fmt: skip


def _fullest(world: World, her: Survivor) -> None:
    """Two children, a datum that an institution confirmed, one in dispute, an account added to."""
    by, centre = _worker(world, her)
    at = world.at - timedelta(days=12)
    with acting(by.context):
        for name, age in (("Catalina", 9), ("Benjamín", 4)):
            add_related(
                survivor=her, relation="child", name=name, in_her_care=True,
                birth_year=chilean_day(at).year - age, lives_with_her=True, by=by, at=at,
            )  # fmt: skip
        add_related(survivor=her, relation="parent", name="Elba", by=by, at=at)
        data.tell(
            survivor=her, by=by, at=at, centre_id=centre,
            answers={"rsh": data.Answer(("40",)), "education": data.Answer(("middle",))},
            told=data.Told("institution", "MDSF", chilean_day(at) - timedelta(days=90)),
        )  # fmt: skip
        _sure(her, by, at)
        for kind, words in (
            (
                "added",
                "Agrega que él conoce el colegio de los niños y que eso la inquieta.",
            ),
            ("child", "«No quiero que mi papá me vaya a buscar.»"),
        ):
            account.write(
                survivor=her, kind=kind, words=words, told_on=chilean_day(at),
                centre_id=centre, by=by, at=at,
            )  # fmt: skip


def _sure(her: Survivor, by: Staff, at: datetime) -> None:
    rows = {row.field: row for row in Datum.objects.filter(survivor=her, ended_at=None)}
    shown = data.Told("document", "", chilean_day(at))
    for code in ("document", "names", "rsh"):
        told = data.Told("institution", "MDSF", chilean_day(at)) if code == "rsh" else shown
        data.move(
            datum=rows[code], after=State.VALIDATED, because="Se vio el documento en la entrevista",
            by=by, at=at, told=told,
        )  # fmt: skip
    data.move(
        datum=rows["education"], after=State.DISPUTED, by=by, at=at,
        because="Ella dice que terminó un técnico en 2019; falta el certificado",
    )  # fmt: skip


def _twice(world: World, women: list[Survivor]) -> None:
    """A woman registered again without her document, in the same centre; one pair is proposed."""
    for number in (1, 4):
        her = women[number]
        by, centre = _worker(world, her)
        with acting(by.context):
            identity = records.Identity(
                working_name=her.working_name, given_names=her.given_names,
                first_surname=her.first_surname, second_surname=her.second_surname,
                birth_date=her.birth_date, comuna_code=her.comuna_id or "",
            )  # fmt: skip
            again = records.register(
                identity=identity, contact=None, centre_id=centre, by=by,
                at=world.at - timedelta(days=2),
            )  # fmt: skip
            pair = DuplicatePair.objects.filter(second=again).first()
            if number == 1 and pair:
                ends(again, by, world.at - timedelta(days=1))
                head = head_of(world, by)
                duplicates.propose(
                    pair=pair, keep=her.pk, by=head, at=world.at - timedelta(days=1),
                    because="Llegó sin cédula; ella confirma que ya la atendieron aquí",
                )  # fmt: skip


def ends(again: Survivor, by: Staff, at: datetime) -> None:
    """Close the case of the second record: two open cases in a centre are not joined."""
    reason = ExitReason.objects.get(code="duplicate")
    for case in Case.objects.filter(survivor=again, closed_at=None):
        exit_case(case=case, reason=reason, by=by, at=at)


def head_of(world: World, by: Staff) -> Staff:
    """The head of the centre proposes, so that the worker of the demo can approve."""
    operator = world.operators["jefatura"]
    held = Held(Level.N5, centre_id=next(iter(by.case_centres)))
    return Staff(operator.pk, operator.user_id, str(operator), (held,)) if operator else by
