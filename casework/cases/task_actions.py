"""Writes on tasks: any room may ask for something to be done, and say that it was."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.access.principals import Staff
from casework.survivors.models import Survivor

from .models import Case
from .task_models import Task


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
) -> Task:
    """Ask for something to be done, or move its day when the same thing is already asked for.

    kind: a code with words registered by `tasks.add_kind`. target: kind and id of the record it
    is about; one open task for each. source: id of the law row of its clock, or "".
    """
    open_ones = Task.objects.filter(
        survivor=survivor, kind=kind, done_at=None, cancelled_at=None,
        target_kind=target[0] if target else "", target_id=target[1] if target else None,
    )  # fmt: skip
    known = open_ones.first() if target else None
    if known is not None:
        known.due_at, known.level = due_at, level
        known.save(update_fields=["due_at", "level", "updated_at"])
        return known
    return Task.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=[centre_id], centre_id=centre_id,
        case=case, kind=kind, words=words, due_at=due_at, level=level, source=source,
        assigned_to=assigned_to or (case.in_charge if case else None), created_at=at,
        target_kind=target[0] if target else "", target_id=target[1] if target else None,
        created_by=by.operator_id if by else None,
    )  # fmt: skip


@transaction.atomic
def settle(
    *, survivor: Survivor, kind: str, target: tuple[str, UUID], by: Staff | None, at: datetime
) -> int:
    """Close the open tasks of this kind about a record, because it was done; gives how many."""
    open_ones = Task.objects.filter(
        survivor=survivor, kind=kind, target_kind=target[0], target_id=target[1],
        done_at=None, cancelled_at=None,
    )  # fmt: skip
    return int(open_ones.update(done_at=at, done_by=by.operator_id if by else None))
