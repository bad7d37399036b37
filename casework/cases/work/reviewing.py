"""After a new version of a protocol: whoever has a case looks whether it changes anything there.

Unattended, in batches with a transaction each: what was asked for is not asked for again, so a
turn that was cut short goes on at the next. The case keeps the version it was opened under.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from casework.access.principals import Staff
from casework.cases.clocks import Unit, due
from casework.cases.models import Case
from casework.cases.task_actions import add_task
from casework.cases.task_models import Task
from casework.protocols import port
from casework.protocols.models import ProtocolVersion
from casework.territory.validity import chilean_day

from .models import CaseProtocol

KIND = "review-protocol"
TARGET = "protocol"
WORKING_DAYS = 10  # ours: time to look at every case one has
BATCH = 200
A_TURN = 5000  # other unattended work waits meanwhile


def ask_reviews(at: datetime, *, batch: int = BATCH, most: int = A_TURN) -> int:
    """Ask for the reviews that are missing, up to so many; gives how many were asked for."""
    asked = 0
    for version in port.all_in_force(chilean_day(at)):
        while version.version > 1 and asked < most:
            done = _ask_some(version, at, min(batch, most - asked))
            if not done:
                break
            asked += done
    return asked


def waiting(version: ProtocolVersion) -> QuerySet[Case]:
    """Give the open cases worked by an earlier version that nobody was asked to review for it."""
    pins = CaseProtocol.objects.filter(case=OuterRef("pk"), protocol__code=version.code)
    tasks = Task.objects.filter(case=OuterRef("pk"), kind=KIND, target_id=version.pk)
    return Case.objects.filter(
        ~Exists(tasks), ~Exists(pins.filter(protocol__version__gte=version.version)), Exists(pins),
        closed_at=None,
    )  # fmt: skip


@transaction.atomic
def _ask_some(version: ProtocolVersion, at: datetime, most: int) -> int:
    rows = waiting(version).select_related("survivor").order_by("pk")
    until = due(at, WORKING_DAYS, Unit.WORKING_DAYS)
    cases = list(rows.select_for_update(of=("self",), skip_locked=True)[:most])
    for case in cases:
        add_task(
            survivor=case.survivor, centre_id=case.centre_id, case=case, kind=KIND, by=None,
            target=(TARGET, version.pk), due_at=until, at=at,
        )  # fmt: skip
    return len(cases)


@transaction.atomic
def ask_again(*, case: Case, by: Staff, at: datetime) -> list[Task]:
    """Ask now for one open case to be looked at by its protocols in force; nothing is published.

    For whoever has it in charge, who closes the task with what came of it. Asked twice while it
    is open, it is the same task. Gives nothing where the case is closed or holds no protocol.
    """
    if case.closed_at is not None:
        return []
    held = CaseProtocol.objects.filter(case=case).values_list("protocol__code", flat=True)
    codes, until = set(held), due(at, WORKING_DAYS, Unit.WORKING_DAYS)
    return [
        add_task(
            survivor=case.survivor, centre_id=case.centre_id, case=case, kind=KIND, by=by,
            target=(TARGET, version.pk), due_at=until, at=at,
        )
        for version in port.all_in_force(chilean_day(at))
        if version.code in codes
    ]  # fmt: skip


def where(survivor_id: UUID, target: UUID | None) -> str:
    """Give where one reads what changed."""
    return reverse("library:since", args=[target])
