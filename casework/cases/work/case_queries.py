"""Reads of the case list: one page in order of urgency, whatever the centre's size."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window

from casework.access.principals import Staff
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.survivors.levels import Level
from casework.survivors.queries import display_name

from .day_queries import level_now, next_due, rank_now
from .filters import Filter
from .models import SavedFilter
from .names import Team

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list."""

    id: UUID
    survivor_id: UUID
    name: str
    stage: str
    since: datetime
    level: Level
    due_at: datetime | None
    late: bool
    whose: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases and how many there are."""

    cases: list[Any]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages."""
        return -(-self.total // A_PAGE)


def page_of(asked: Filter, by: Staff, at: datetime, number: int) -> CasePage:
    """Give a page of the asker's centres' cases that fit, the most urgent first, in one query."""
    rows: QuerySet[Case] = Case.objects.visible_to(by).filter(centre_id__in=by.case_centres)
    rows = asked.narrow(rows.annotate(level=level_now()), by, at)
    rows = rows.annotate(rank=rank_now(), due=next_due())
    rows = rows.annotate(total=Window(Count("pk"))).select_related("survivor")
    start = (number - 1) * A_PAGE
    ordered = rows.order_by("-rank", F("due").asc(nulls_last=True), "stage_since", "pk")
    found = list(ordered[start : start + A_PAGE])
    return CasePage(found, found[0].total if found else 0, number)


def line_of(case: Any, team: Team, at: datetime) -> CaseLine:
    """Give a case as the list shows it; her key is unlocked already."""
    return CaseLine(
        case.pk, case.survivor_id, display_name(case.survivor), str(Stage(case.stage).label),
        case.stage_since, Level(case.level or Level.NOT_ASSESSED), case.due,
        case.due is not None and case.due < at, team.name(case.in_charge),
    )  # fmt: skip


def saved_filters(by: Staff) -> list[SavedFilter]:
    """Give one's own saved filters, by name."""
    return list(SavedFilter.objects.filter(operator_id=by.operator_id).order_by("name"))
