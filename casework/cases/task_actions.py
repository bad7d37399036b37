"""Writes on tasks: any room may ask for something to be done, and say that it was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.protocols.models import ProtocolStep
from casework.survivors.models import Survivor

from .models import Case
from .task_models import Task, TaskMove
from .task_rules import NotNow, check_later, check_move, check_reason, may_undo
from .task_states import TaskState
from .tasks import kind_of

__all__ = [
    "PLAIN", "NotNow", "add_task", "cancel", "finish", "open_ones", "postpone", "reassign",
    "reopen", "settle", "settle_own", "supersede", "undo",
]  # fmt: skip

PLAIN = "protocol-step"  # a step that no room knows a screen for
STEP = "step"  # target of the tasks a protocol's step asked for


@transaction.atomic
def add_task(
    *,
    survivor: Survivor,
    centre_id: int,
    kind: str,
    due_at: datetime,
    by: Staff | None,
    at: datetime,
    words: str = "",
    case: Case | None = None,
    assigned_to: UUID | None = None,
    target: tuple[str, UUID] | None = None,
    level: str = "",
    source: str = "",
    step: ProtocolStep | None = None,
    for_head: bool = False,
) -> Task:
    """Ask for something to be done, or move its day when the same thing is already asked for.

    kind: a code with words registered by `tasks.add_kind`. target: kind and id of the record it
    is about; one open task for each in a centre. source: id of the law row of its clock, or "".
    step: the protocol's step that asks for it; then it is the target too. Without a case it joins
    her open one in the centre: what is in nobody's day is done by nobody. for_head: the head does
    it, or gives it to somebody.
    """
    target = (STEP, step.pk) if step and target is None else target
    known = open_ones(survivor, kind, target).filter(centre_id=centre_id).first()
    if target and known is not None:
        known.due_at, known.first_due_at, known.level = due_at, due_at, level
        known.save(update_fields=["due_at", "first_due_at", "level", "updated_at"])
        return known
    case = case or _open_case(survivor, centre_id)
    return Task.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=[centre_id], centre_id=centre_id,
        case=case, kind=kind, words=words, due_at=due_at, first_due_at=due_at, level=level,
        source=source, step=step, created_at=at, created_by=by.operator_id if by else None,
        assigned_to=assigned_to or _whose(case, step, for_head),
        target_kind=target[0] if target else "", target_id=target[1] if target else None,
    )  # fmt: skip


def _open_case(survivor: Survivor, centre_id: int) -> Case | None:
    rows = Case.objects.filter(survivor=survivor, centre_id=centre_id, closed_at=None)
    return rows.order_by("-opened_at").first()


def _whose(case: Case | None, step: ProtocolStep | None, for_head: bool) -> UUID | None:
    """Whoever is in charge of the case; what is for the head waits until she gives it."""
    for_head = for_head or (step is not None and step.role == ProtocolStep.Role.HEAD)
    return None if case is None or for_head else case.in_charge


def open_ones(survivor: Survivor, kind: str, target: tuple[str, UUID] | None) -> QuerySet[Task]:
    """Give her open tasks of a kind about a record, in the centres the asker may see."""
    return Task.objects.filter(
        survivor=survivor, kind=kind, done_at=None, cancelled_at=None,
        target_kind=target[0] if target else "", target_id=target[1] if target else None,
    )  # fmt: skip


@transaction.atomic
def settle(
    *, survivor: Survivor, kind: str, target: tuple[str, UUID], by: Staff | None, at: datetime
) -> int:
    """Close the open tasks of this kind about a record, because it was done; gives how many.

    A protocol's step that asked for this kind of thing is done with it, whatever the record.
    """
    same = Q(target_kind=target[0], target_id=target[1])
    if kind != PLAIN:
        same |= Q(target_kind=STEP)
    rows = Task.objects.filter(same, survivor=survivor, kind=kind, done_at=None, cancelled_at=None)
    return int(rows.update(done_at=at, done_by=by.operator_id if by else None))


@transaction.atomic
def settle_own(*, kind: str, at: datetime) -> None:
    """Close the steps that asked for what she has just done alone, in her own space.

    She sees no task: the database closes them for her, and only kinds she can do by herself.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_i_did(%s, %s)", [kind, at])


@transaction.atomic
def finish(*, task: Task, outcome: str, by: Staff, at: datetime) -> Task:
    """Say that it was done and what came of it.

    Raises NotNow when it is closed already, or closes only by doing it on its own page.
    """
    task = _locked(task)
    kind = kind_of(task.kind)
    if kind is not None and kind.by_doing:
        raise NotNow(_("Do it on its own page: this task then closes by itself."))
    check_move(task.state, TaskState.DONE)
    task.done_at, task.done_by, task.outcome = at, by.operator_id, outcome.strip()
    task.save(update_fields=["done_at", "done_by", "outcome", "updated_at"])
    _note(task, TaskMove.Code.DONE, by, at)
    return task


@transaction.atomic
def undo(*, task: Task, by: Staff, at: datetime) -> Task:
    """Take back that it was done or cancelled: a slip, within minutes, by the same person.

    Raises NotNow later, for others, or when the same thing was asked for again meanwhile.
    """
    task = _locked(task)
    closed_at = task.done_at or task.cancelled_at
    who = task.done_by if task.done_at else _last_mover(task)
    if closed_at is None or not may_undo(closed_at, who, by=by.operator_id, at=at):
        raise NotNow(_too_late())
    target = (task.target_kind, task.target_id) if task.target_id else None
    again = open_ones(task.survivor, task.kind, target).filter(centre_id=task.centre_id)
    if target and again.exists():
        raise NotNow(_too_late())
    task.done_at = task.done_by = task.cancelled_at = None
    task.outcome = ""
    task.save(update_fields=["done_at", "done_by", "cancelled_at", "outcome", "updated_at"])
    _note(task, TaskMove.Code.UNDONE, by, at)
    return task


@transaction.atomic
def postpone(*, task: Task, until: datetime, reason: str, by: Staff, at: datetime) -> Task:
    """Give it a later day, with the reason in words. Raises NotNow."""
    task, why = _locked(task), check_reason(reason)
    check_move(task.state, TaskState.POSTPONED)
    check_later(task.due_at, until, at)
    before, task.due_at = task.due_at, until
    task.save(update_fields=["due_at", "updated_at"])
    _note(task, TaskMove.Code.POSTPONED, by, at, reason=why, from_due=before, to_due=until)
    return task


@transaction.atomic
def reassign(*, task: Task, to: UUID | None, by: Staff, at: datetime, reason: str = "") -> Task:
    """Give it to somebody else of the centre, or to nobody yet. Raises NotNow when closed."""
    task = _locked(task)
    if task.state in {TaskState.DONE, TaskState.CANCELLED}:
        check_move(task.state, TaskState.POSTPONED)
    before, task.assigned_to = task.assigned_to, to
    task.save(update_fields=["assigned_to", "updated_at"])
    _note(
        task, TaskMove.Code.REASSIGNED, by, at, reason=reason.strip(), from_whom=before, to_whom=to
    )
    return task


@transaction.atomic
def cancel(*, task: Task, reason: str, by: Staff, at: datetime) -> Task:
    """Say that it will not be done, with the reason in words. Raises NotNow."""
    task, why = _locked(task), check_reason(reason)
    check_move(task.state, TaskState.CANCELLED)
    task.cancelled_at = at
    task.save(update_fields=["cancelled_at", "updated_at"])
    _note(task, TaskMove.Code.CANCELLED, by, at, reason=why)
    return task


@transaction.atomic
def supersede(*, task: Task, by: Staff | None, at: datetime) -> Task:
    """Close a task because the case left the stage that asked for it. Raises NotNow."""
    check_move(task.state, TaskState.CANCELLED)
    task.cancelled_at = at
    task.save(update_fields=["cancelled_at", "updated_at"])
    _write(task, TaskMove.Code.SUPERSEDED, by, at)
    return task


@transaction.atomic
def reopen(*, task: Task, by: Staff | None, at: datetime) -> Task:
    """Open again a task that a move of its case closed: the move was a slip."""
    task.cancelled_at = None
    task.save(update_fields=["cancelled_at", "updated_at"])
    _write(task, TaskMove.Code.UNDONE, by, at)
    return task


def _locked(task: Task) -> Task:
    """Two people at the same task: the second one meets what the first one did."""
    found: Task = (
        Task.objects.select_for_update(of=("self",)).select_related("survivor").get(pk=task.pk)
    )
    return found


def _last_mover(task: Task) -> UUID | None:
    last = task.moves.order_by("-at").first()
    return last.operator_id if last else None


def _too_late() -> str:
    return _("It can no longer be taken back. Ask for a new task instead.")


def _note(task: Task, code: TaskMove.Code, by: Staff, at: datetime, **more: Any) -> None:
    _write(task, code, by, at, **more)
    target = Target("task", str(task.pk))
    detail = {"what": f"task-{code.value}"}
    record(Verb.CHANGED, by=by.actor, at=at, target=target, subject=task.survivor_id, detail=detail)


def _write(task: Task, code: TaskMove.Code, by: Staff | None, at: datetime, **more: Any) -> None:
    TaskMove.objects.create(
        survivor_id=task.survivor_id, key_id=task.key_id, centre_ids=list(task.centre_ids),
        task=task, code=code, at=at, operator_id=by.operator_id if by else None, **more,
    )  # fmt: skip
