"""Plans of the demo world: drafts, plans in force, overdue reviews, versions, one from paper."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from casework.access.context import acting
from casework.access.principals import Staff
from casework.attachments.actions import About, bring
from casework.cases.models import Case
from casework.plans import actions, content_actions, facts, safety_actions, sheet_actions
from casework.plans.choices import Area, Who
from casework.plans.content_actions import ActivityGiven, ObjectiveGiven
from casework.plans.models import Plan
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day

from .papers import scan
from .women import World

HOPES = (
    (Area.SAFETY, "Llegar a mi casa sin mirar para todos lados",
     (("Revisar juntas el camino de vuelta", Who.TEAM, ""),
      ("Pedir que la medida llegue a la comisaría del sector", Who.TEAM, ""))),
    (Area.PSYCHOLOGICAL, "Dormir la noche entera",
     (("Hora de salud mental", Who.EXTERNAL, "CESFAM del sector"),
      ("Ejercicios de respiración por la noche", Who.HERSELF, ""))),
    (Area.AUTONOMY, "Tener mi propia plata",
     (("Abrir una cuenta a su nombre", Who.HERSELF, ""),
      ("Postular al curso de pastelería", Who.EXTERNAL, "Oficina municipal de la mujer"))),
    (Area.LEGAL, "Que la pensión se pague todos los meses",
     (("Preparar los papeles de la demanda", Who.TEAM, ""),)),
    (Area.NETWORKS, "Volver a ver a mi hermana",
     (("Llamarla el domingo desde el centro", Who.HERSELF, ""),)),
    (Area.CHILDREN, "Que los niños vuelvan contentos al colegio",
     (("Hablar con la encargada de convivencia", Who.TEAM, ""),)),
)  # fmt: skip
NOTE = "Vive con sus hijos en casa de una tía. Quiere volver a trabajar y sentirse tranquila."
SAFETY = {
    "signals": "Cuando llama muchas veces seguidas. Cuando pregunta por los horarios.",
    "safe_places": "La casa de la tía. La consulta del CESFAM en horario de oficina.",
    "way_out": "Por el patio; la llave de repuesto está con la vecina de confianza.",
    "people": "Su tía y su amiga del colegio de los niños: cualquiera de las dos puede ir.",
    "documents": "Bolso con carnets, libreta de familia y remedios, en casa de la tía.",
    "code_word": "«¿Me guardaste la receta?»",
    "children": "Saben ir donde la vecina y llamar al 133.",
    "after": "Llama al centro; fuera de horario, al 1455.",
}


def build(world: World, women: list[Survivor]) -> None:
    """Give plans to the women with an open case in Valparaíso, the first the longest story."""
    centre = world.centres["D-VALPO"]
    worker = world.worker_of(centre)
    with acting(worker.context):
        cases = {
            case.survivor_id: case
            for case in Case.objects.filter(centre=centre, closed_at=None).select_related(
                "survivor"
            )
        }
        for number, survivor in enumerate(women):
            case = cases.get(survivor.pk)
            if case is not None:
                _plan(world, worker, case, number)


def _plan(world: World, worker: Staff, case: Case, number: int) -> None:
    lived = max((world.at - case.opened_at).days, 1)
    if number == 0:
        _long_story(world, worker, case, lived)
    elif number == 1:
        _from_paper(world, worker, case, lived)
    elif number % 4 == 2:
        _draft(world, worker, case, world.at - timedelta(hours=3), answered=number % 3 != 0)
    elif number % 4 != 3:
        _agreed(world, worker, case, _day(world, case, lived, 0.4))


def _day(world: World, case: Case, lived: int, part: float) -> datetime:
    return min(case.opened_at + timedelta(days=int(lived * part), hours=2), world.at)


def _draft(world: World, worker: Staff, case: Case, at: datetime, *, answered: bool = True) -> Plan:
    plan = actions.start(case=case, by=worker, at=at)
    return _written(world, worker, plan, at, answered=answered)


def _written(
    world: World, worker: Staff, plan: Plan, at: datetime, *, answered: bool = True
) -> Plan:
    chosen = world.chance.sample(HOPES, world.chance.randint(2, 4))
    given = [_objective(worker, one, at, answered) for one in chosen]
    return content_actions.write(plan=plan, note=NOTE, objectives=given, by=worker, at=at)


def _objective(
    worker: Staff,
    hope: tuple[Area, str, tuple[tuple[str, Who, str], ...]],
    at: datetime,
    answered: bool,
) -> ObjectiveGiven:
    area, words, doings = hope
    activities = tuple(
        ActivityGiven(
            what=what, who=who, external=external, starts_on=chilean_day(at),
            responsible=worker.operator_id if who == Who.TEAM else None,
            due_on=chilean_day(at) + timedelta(days=30 + 30 * place),
        )
        for place, (what, who, external) in enumerate(doings)
    )  # fmt: skip
    agreed = True if answered else None
    return ObjectiveGiven(area=area, words=words, agreed=agreed, activities=activities)


def _agreed(world: World, worker: Staff, case: Case, at: datetime) -> Plan:
    plan = _draft(world, worker, case, at)
    signed = world.chance.random() > 0.2
    actions.agree(plan=plan, signed=signed, on=chilean_day(at), by=worker, at=at)
    _advance(world, worker, plan, min(at + timedelta(days=20), world.at))
    return plan


def _advance(world: World, worker: Staff, plan: Plan, at: datetime) -> dict[UUID, int]:
    rows = [row for held in facts.objectives_of([plan])[plan.pk] for row in held.kept]
    progress = {row.thread: min(4, row.progress + world.chance.randint(0, 2)) for row in rows}
    content_actions.set_progress(plan=plan, progress=progress, by=worker, at=at)
    return progress


def _from_paper(world: World, worker: Staff, case: Case, lived: int) -> None:
    at = world.at - timedelta(hours=5)
    signed_on = chilean_day(_day(world, case, lived, 0.5))
    about = About(centre_id=case.centre_id, document_date=signed_on, target=("case", case.pk))
    paper = bring(
        survivor=case.survivor, file=scan("Plan de intervención"), kind="plan", by=worker, at=at,
        about=about,
    )  # fmt: skip
    plan = actions.start(case=case, by=worker, at=at, paper=paper, signed_on=signed_on)
    _written(world, worker, plan, at)
    actions.agree(plan=plan, signed=True, on=chilean_day(at), by=worker, at=at)


def _long_story(world: World, worker: Staff, case: Case, lived: int) -> None:
    """Two versions, a review, sealed sheets, evidence and a safety plan."""
    first = _agreed(world, worker, case, _day(world, case, lived, 0.2))
    sheet_actions.seal_when_complete(plan=first, by=worker, at=_day(world, case, lived, 0.2))
    at = _day(world, case, lived, 0.5)
    content_actions.review(
        plan=first, on=chilean_day(at), progress={}, by=worker, at=at,
        notes="Duerme mejor. Quiere empezar a buscar trabajo y ver más a su familia.",
        next_on=chilean_day(at) + timedelta(days=90),
    )  # fmt: skip
    at = max(world.at - timedelta(days=83), _day(world, case, lived, 0.5))
    second = actions.start(case=case, by=worker, at=at)
    kept = facts.objectives_of([second])[second.pk][0].row
    chosen = [_objective(worker, one, at, answered=True) for one in HOPES[1:5]]
    before = next(hope for hope in HOPES if hope[1] == kept.words)
    same = replace(_objective(worker, before, at, answered=True), thread=kept.thread)
    fresh = [one for one in chosen if one.words != kept.words]
    content_actions.write(plan=second, note=NOTE, objectives=[same, *fresh], by=worker, at=at)
    actions.agree(plan=second, signed=True, on=chilean_day(at), by=worker, at=at)
    sheet_actions.seal_when_complete(plan=second, by=worker, at=at)
    _advance(world, worker, second, world.at - timedelta(days=4))
    row = facts.objectives_of([second])[second.pk][1].kept[0]
    content_actions.add_evidence(
        plan=second, activity=row, words="Trajo el comprobante de la hora.", attachment=None,
        by=worker, at=world.at - timedelta(days=3),
    )  # fmt: skip
    safety_actions.write_safety(case=case, content=SAFETY, by=worker, at=at)
