"""Reads for a head of centre: load, queues, what is late and whose, requests nobody could meet."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Min, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from casework.access.principals import Principal
from casework.cases.act_models import UnmetRequest
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_models import Task
from casework.cases.task_shown import OPEN, pressing

from .names import Team

CASE, LATE, UNMET = "case", "late", "unmet"
REQUESTS_SINCE = timedelta(days=90)


@dataclass(slots=True)
class Load:
    """What somebody carries. operator_id: None for what nobody has yet."""

    operator_id: UUID | None
    name: str
    stages: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    late: int = 0
    oldest: datetime | None = None

    @property
    def cases(self) -> int:
        """How many open cases."""
        return sum(self.stages.values())


@dataclass(frozen=True, slots=True)
class Queue:
    """How many cases stand in a stage, and since when the one that waits longest."""

    stage: Stage
    cases: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """The load of each worker, nobody's first; the queues by stage; what is asked for in vain."""

    loads: list[Load]
    queues: list[Queue]
    requests: list[tuple[str, int]]

    @property
    def unassigned(self) -> int:
        """How many open cases nobody is in charge of."""
        return sum(load.cases for load in self.loads if load.operator_id is None)

    def in_stage(self, stage: Stage) -> int:
        """How many cases stand in a stage."""
        return sum(queue.cases for queue in self.queues if queue.stage == stage)


def board(by: Principal, centre_ids: Collection[int], team: Team, at: datetime) -> Board:
    """Give the board of some centres, in one query whatever their size."""
    loads: dict[UUID | None, Load] = {one: Load(one, team.name(one)) for one in team.open_ids}
    queues: dict[str, Queue] = {}
    requests = []
    for kind, who, what, number, oldest in _counted(by, centre_ids, at):
        if kind == UNMET:
            requests.append((what, number))
            continue
        load = loads.setdefault(who, Load(who, team.name(who)))
        if kind == LATE:
            load.late, load.oldest = number, oldest
        else:
            load.stages[what] += number
            queues[what] = _joined(queues.get(what), Stage(what), number, oldest)
    ordered = sorted(loads.values(), key=lambda one: (one.operator_id is not None, one.name))
    requests.sort(key=lambda one: (-one[1], one[0]))
    return Board(ordered, [queues[stage] for stage in Stage if stage in queues], requests[:8])


def _joined(known: Queue | None, stage: Stage, number: int, oldest: datetime) -> Queue:
    if known is None:
        return Queue(stage, number, oldest)
    return Queue(stage, known.cases + number, min(known.oldest, oldest))


def _counted(by: Principal, centre_ids: Collection[int], at: datetime) -> QuerySet[Any]:
    """Give rows of (kind, who, what, how many, since when) of three tables in one statement."""
    here = {"centre_id__in": centre_ids}
    cases = Case.objects.visible_to(by).filter(**here, closed_at=None).order_by()
    late = pressing(Task.objects.visible_to(by).filter(OPEN, **here, due_at__lt=at), at)
    asked = UnmetRequest.objects.visible_to(by).filter(
        **here, at__gte=at - REQUESTS_SINCE, withdrawn_at=None
    )
    nobody = Value(None, output_field=UUIDField())
    return _rows(cases, CASE, F("in_charge"), F("stage"), "stage_since").union(
        _rows(late.order_by(), LATE, F("assigned_to"), Value(""), "due_at"),
        _rows(asked.order_by(), UNMET, nobody, F("service__name"), "at"),
        all=True,
    )


def _rows(rows: QuerySet[Any], kind: str, who: Any, what: Any, since: str) -> QuerySet[Any]:
    text = Cast(what, output_field=CharField())
    grouped = rows.values_list(Value(kind, output_field=CharField()), who, text)
    return grouped.annotate(number=Count("pk"), oldest=Min(since))
