"""From the stages of a case to the tasks of the protocol it is worked by.

A case keeps the versions in force when it was opened. Entering a stage asks for that stage's
steps; leaving one closes the tasks it started, except those that outlive it (`step.stays`).
Nothing in force makes no task, and the head of centre is told so (`port.is_empty`).
"""

from datetime import datetime

from django.utils import timezone

from casework.access.principals import Staff
from casework.cases.clocks import Unit, due
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_actions import PLAIN, add_task, reopen, supersede
from casework.cases.task_models import Task, TaskMove
from casework.cases.task_rules import SLIP
from casework.cases.tasks import kind_of
from casework.protocols import port
from casework.protocols.models import ProtocolStep, ProtocolVersion
from casework.territory.validity import chilean_day

from .models import CaseProtocol
from .screens import is_needless

KIND = PLAIN
CLOSED = "closed"


def on_stage(case: Case, before: Stage | None, after: Stage, by: Staff, at: datetime) -> None:
    """Bring the tasks of a case in line with its new stage. before: None when opened.

    Runs inside the transaction of the move.
    """
    if before:
        close_stage(case, None if after == CLOSED else before, by=by, at=at)
    if after != CLOSED:
        start(case, after, by=by, at=at)


def start(case: Case, trigger: str, *, by: Staff | None, at: datetime) -> list[Task]:
    """Ask for the steps that a stage or event starts, each by its own deadline."""
    day = chilean_day(at)
    held = pin(case, at=at)
    return [
        _ask(case, step, by, at)
        for step in port.steps_for(trigger, day, held)
        if not is_needless(step.task_kind, case.survivor, day)
    ]


def pin(case: Case, *, at: datetime) -> list[ProtocolVersion]:
    """Give the versions a case is worked by; those it does not hold yet are pinned now."""
    rows = CaseProtocol.objects.filter(case=case).select_related("protocol")
    held = [row.protocol for row in rows]
    bound = port.binding(chilean_day(at), held)
    for version in bound:
        if version not in held:
            CaseProtocol.objects.create(
                survivor_id=case.survivor_id, key_id=case.key_id, centre_ids=[case.centre_id],
                case=case, protocol=version, created_at=at,
            )  # fmt: skip
    return bound


def close_stage(case: Case, stage: str | None, *, by: Staff | None, at: datetime) -> int:
    """Close the open tasks that a stage (or, with None, any stage) started and that do not stay.

    Gives how many. Tasks of other rooms have clocks of their own and are left alone.
    """
    rows = Task.objects.filter(case=case, done_at=None, cancelled_at=None, step__stays=False)
    if stage is not None:
        rows = rows.filter(step__trigger=stage)
    tasks = list(rows)
    for task in tasks:
        supersede(task=task, by=by, at=at)
    return len(tasks)


def _ask(case: Case, step: ProtocolStep, by: Staff | None, at: datetime) -> Task:
    slip = _closed_by_slip(case, step)
    if slip is not None:
        return reopen(task=slip, by=by, at=at)
    known = step.task_kind and kind_of(step.task_kind) is not None
    return add_task(
        survivor=case.survivor, centre_id=case.centre_id, case=case, step=step,
        kind=step.task_kind if known else KIND, due_at=due(at, step.deadline, Unit(step.unit)),
        source=step.source, by=by, at=at,
    )  # fmt: skip


def _closed_by_slip(case: Case, step: ProtocolStep) -> Task | None:
    """Give the step's task that leaving the stage closed minutes ago: that move was undone."""
    # The tasks first: among them few were closed, and the moves of a busy hour are many.
    closed = list(Task.objects.filter(case=case, step=step, cancelled_at__isnull=False))
    if not closed:
        return None
    recent = TaskMove.objects.filter(
        task__in=closed, code=TaskMove.Code.SUPERSEDED, created_at__gte=timezone.now() - SLIP
    )
    last = recent.select_related("task").order_by("-created_at").first()
    return last.task if last else None
