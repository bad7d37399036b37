"""Reads for a head of centre: load, queues, what is late and whose, requests nobody could meet."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Min

from casework.access.principals import Principal
from casework.cases.act_models import UnmetRequest
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_models import Task

from .names import Team

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
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Board:
    """The load of each worker, nobody's first, and the queues by stage."""

    loads: list[Load]
    queues: list[Queue]

    @property
    def unassigned(self) -> int:
        """How many open cases nobody is in charge of."""
        return sum(load.cases for load in self.loads if load.operator_id is None)


def board(by: Principal, centre_ids: Collection[int], team: Team, at: datetime) -> Board:
    """Give the board of some centres, in two queries whatever their size."""
    loads: dict[UUID | None, Load] = {one: Load(one, team.name(one)) for one in team.open_ids}
    queues: dict[str, Queue] = {}
    rows = Case.objects.visible_to(by).filter(centre_id__in=centre_ids, closed_at=None)
    grouped = rows.order_by().values("in_charge", "stage")
    for row in grouped.annotate(n=Count("pk"), oldest=Min("stage_since")):
        load = loads.setdefault(
            row["in_charge"], Load(row["in_charge"], team.name(row["in_charge"]))
        )
        load.stages[row["stage"]] += row["n"]
        known = queues.get(row["stage"])
        oldest = min(known.oldest, row["oldest"]) if known and known.oldest else row["oldest"]
        total = row["n"] + (known.cases if known else 0)
        queues[row["stage"]] = Queue(Stage(row["stage"]), total, oldest)
    _add_late(loads, by, centre_ids, team, at)
    ordered = sorted(loads.values(), key=lambda one: (one.operator_id is not None, one.name))
    return Board(ordered, [queues[stage] for stage in Stage if stage in queues])


def _add_late(
    loads: dict[UUID | None, Load], by: Principal, centre_ids: Collection[int], team: Team,
    at: datetime,
) -> None:  # fmt: skip
    rows = Task.objects.visible_to(by).filter(
        centre_id__in=centre_ids, done_at=None, cancelled_at=None, due_at__lt=at
    )
    for row in rows.order_by().values("assigned_to").annotate(n=Count("pk"), oldest=Min("due_at")):
        whose = row["assigned_to"]
        load = loads.setdefault(whose, Load(whose, team.name(whose)))
        load.late, load.oldest = row["n"], row["oldest"]


def unmet_requests(
    by: Principal, centre_ids: Collection[int], at: datetime
) -> list[tuple[str, int]]:
    """Give what was asked for in the last 90 days and is not offered, the most asked first."""
    rows = UnmetRequest.objects.visible_to(by).filter(
        centre_id__in=centre_ids, at__gte=at - REQUESTS_SINCE, withdrawn_at=None
    )
    grouped = rows.order_by().values(name=F("service__name")).annotate(n=Count("pk"))
    return [(row["name"], row["n"]) for row in grouped.order_by("-n", "name")[:8]]
