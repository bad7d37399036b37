"""The day's work of the demo: tasks done and late, a waiting list alive."""

from datetime import timedelta

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.cases import task_actions
from casework.cases.clocks import end_of
from casework.cases.models import Case
from casework.cases.task_models import Task
from casework.cases.waiting import actions as waiting
from casework.cases.waiting.models import Factor, WaitingEntry, Why
from casework.cases.work import bulk_actions
from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from . import protocol_text as text
from .women import World

TEAM = ("profesional", "trabajo.social", "abogada")  # of Valparaíso


def build(world: World, women: list[Survivor]) -> None:
    """Do most of what was asked for, share the cases of Valparaíso, look after who waits."""
    for centre in _centres(world):
        worker = world.worker_of(centre)
        with acting(worker.context):
            _do_tasks(world, worker, centre)
            _look_after(world, worker, centre)
    _share(world)


def _do_tasks(world: World, worker: Staff, centre: Centre) -> None:
    """Old steps were done, all but some; a few wait for later with a reason.

    What other rooms asked for (assess again, review her place) is done on their own screens:
    here most of what is long overdue gets a new day with a reason.
    """
    chance = world.chance
    rows = Task.objects.filter(
        centre=centre, done_at=None, cancelled_at=None, step__isnull=False
    ).order_by("pk")
    for task in rows.filter(due_at__lt=world.at + timedelta(days=3)):
        long_ago = task.due_at < world.at - timedelta(days=21)
        if long_ago or chance.random() < 0.5:
            done = min(task.due_at - timedelta(hours=chance.randint(2, 40)), world.at)
            outcome = chance.choice(text.OUTCOMES)
            at = max(done, task.created_at)
            task_actions.finish(task=task, outcome=outcome, by=worker, at=at)
        elif chance.random() < 0.5:
            day = chilean_day(max(world.at, task.due_at))
            until = end_of(day + timedelta(days=chance.randint(2, 9)))
            task_actions.postpone(
                task=task, until=until, reason=chance.choice(text.LATER), by=worker, at=world.at
            )
    others = Task.objects.filter(centre=centre, done_at=None, cancelled_at=None, step=None)
    late = others.filter(due_at__lt=world.at - timedelta(days=3)).order_by("pk")
    for number, task in enumerate(late):
        if number % 6:
            until = end_of(chilean_day(world.at) + timedelta(days=2 + number * 5 % 23))
            task_actions.postpone(
                task=task, until=until, reason=text.LATER[number % len(text.LATER)], by=worker,
                at=world.at,
            )  # fmt: skip


def _look_after(world: World, worker: Staff, centre: Centre) -> None:
    """Who waits was reviewed, but for some; one was offered a place elsewhere."""
    chance = world.chance
    entries = WaitingEntry.objects.filter(centre=centre, left_at=None).order_by("entered_at")
    for number, entry in enumerate(entries):
        if number % 4 != 1:
            factors = chance.sample(Factor.values, k=chance.randint(0, 3))
            at = world.at - timedelta(days=chance.randint(0, 12))
            waiting.review(
                entry=entry, why=chance.choice(Why.values[:3]), factors=factors, by=worker,
                words=chance.choice(text.REVIEWS), at=max(at, entry.entered_at),
            )  # fmt: skip
        if number % 5 == 2:
            waiting.offer(entry=entry, place="Centro de la comuna vecina", by=worker, at=world.at)


def _share(world: World) -> None:
    """The head gives cases to her team and leaves some to give; she moved one woman up."""
    centre = world.centres["D-VALPO"]
    head = _head(world, centre)
    team = [world.operators[name].pk for name in TEAM if name in world.operators]
    with acting(head.context):
        cases = list(Case.objects.filter(centre=centre, closed_at=None).order_by("pk"))
        for number, case in enumerate(cases[1:], start=1):
            to = team[number % len(team)]
            bulk_actions.assign(case_ids=[case.pk], to=to, by=head, at=world.at)
        entry = WaitingEntry.objects.filter(centre=centre, left_at=None).order_by("-pk").first()
        if entry is not None:
            because = "Perdió su red de apoyo esta semana y vive lejos del centro."
            waiting.move_up(entry=entry, because=because, by=head, at=world.at)
        bulk_actions.save_filter(name="Atrasos de mi centro", query={"atraso": "1"}, by=head)
    worker = world.worker_of(centre)
    bulk_actions.save_filter(name="En espera", query={"etapa": "S2"}, by=worker)
    bulk_actions.save_filter(
        name="Riesgo alto, mías", query={"riesgo": "ALTO", "a_cargo": "yo"}, by=worker
    )


def _head(world: World, centre: Centre) -> Staff:
    operator = world.operators["jefatura"]
    held = Held(Level.N5, centre_id=centre.pk)
    return Staff(operator.pk, operator.user_id, str(operator), (held,))


def _centres(world: World) -> list[Centre]:
    return [world.centres[code] for code in sorted(world.centres)]
