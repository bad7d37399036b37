"""Giving several cases to somebody at once: each one an act of its own in the log, and undone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.access.principals import Staff
from casework.cases.models import Case
from casework.cases.task_actions import reassign
from casework.cases.task_models import Task
from casework.cases.team_actions import take_charge

from .models import SavedFilter

MOST = 50


@transaction.atomic
def assign(
    *, case_ids: Sequence[UUID], to: UUID, by: Staff, at: datetime
) -> list[tuple[UUID, UUID | None]]:
    """Put somebody in charge of these cases and give her their open tasks.

    Cases that are not the asker's or are closed are left out. Gives each case changed with who
    had it before, for `give_back`. Raises NotHere when she does not work in their centre.
    """
    changed = []
    rows = Case.objects.changeable_by(by).filter(pk__in=case_ids[:MOST], closed_at=None)
    for case in rows.select_related("survivor").order_by("pk"):
        before = case.in_charge
        if before == to:
            continue
        take_charge(case=case, operator_id=to, by=by, at=at)
        _hand_tasks(case, before, to, by=by, at=at)
        changed.append((case.pk, before))
    return changed


@transaction.atomic
def give_back(*, changed: Sequence[tuple[UUID, UUID | None]], by: Staff, at: datetime) -> int:
    """Undo `assign`: each case returns to who had it. Gives how many returned.

    A case nobody had stays where it is: somebody must be in charge. Raises NotHere.
    """
    before = dict(changed)
    rows = Case.objects.changeable_by(by).filter(pk__in=before, closed_at=None)
    returned = 0
    for case in rows.select_related("survivor").order_by("pk"):
        earlier, now = before[case.pk], case.in_charge
        if earlier is None or earlier == now:
            continue
        take_charge(case=case, operator_id=earlier, by=by, at=at)
        _hand_tasks(case, now, earlier, by=by, at=at)
        returned += 1
    return returned


def _hand_tasks(case: Case, before: UUID | None, to: UUID, *, by: Staff, at: datetime) -> None:
    """Tasks of whoever had the case go with it; what was given to others stays theirs."""
    rows = Task.objects.filter(case=case, done_at=None, cancelled_at=None, assigned_to=before)
    for task in rows.exclude(step__role="N5"):
        reassign(task=task, to=to, by=by, at=at)


@transaction.atomic
def save_filter(*, name: str, query: dict[str, str], by: Staff) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it. query: codes only."""
    kept, _made = SavedFilter.objects.update_or_create(
        operator_id=by.operator_id, name=name, defaults={"query": query}
    )
    return kept


@transaction.atomic
def forget_filter(*, filter_id: UUID, by: Staff) -> int:
    """Remove one of one's own saved filters; gives how many there were."""
    return int(SavedFilter.objects.filter(pk=filter_id, operator_id=by.operator_id).delete()[0])
