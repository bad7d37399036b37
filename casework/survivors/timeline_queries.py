"""Reads of her trayecto: what it holds, one page of it, and what others draw beside it.

Three questions whatever its length: how many lines of each kind, centre and year; the page's
lines; who wrote them.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from casework.access.models import Assignment
from casework.access.principals import Staff

from .models import Survivor
from .timeline_filters import RESERVED, Filters
from .timeline_models import TrajectoryEvent

Kind = TrajectoryEvent.Kind
PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A centre as the asker may know it. name: "" when it is secret and not hers."""

    name: str
    secret: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What the whole trayecto holds, and how many lines of each year were asked for."""

    kinds: tuple[str, ...]
    places: dict[int, Place]
    years: dict[int, int]  # newest first; every year she has lines of, asked for or not
    matching: int


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote lines: name, and the level held at each centre."""

    name: str
    levels: dict[int | None, str]


def lines_of(survivor: Survivor, *, by: Staff) -> "QuerySet[TrajectoryEvent]":
    """Give her lines that stand, newest first."""
    mine = TrajectoryEvent.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    return mine.order_by("-at", "-id")


def overview_of(survivor: Survivor, filters: Filters, *, by: Staff, at: datetime) -> Overview:
    """Count her lines by kind, centre and year in one question."""
    counted = lines_of(survivor, by=by).order_by().annotate(year=ExtractYear("at"))
    rows = counted.values_list(
        "kind", "year", "centre_id", "centre__name", "centre__kind__secret"
    ).annotate(matching=Count("pk", filter=filters.condition(by, at)))  # fmt: skip
    kinds: set[str] = set()
    places: dict[int, Place] = {}
    years: dict[int, int] = {}
    for kind, year, centre_id, name, secret, matching in rows:
        kinds.add(kind)
        years[year] = years.get(year, 0) + matching
        if centre_id is not None:
            hidden = secret and centre_id not in by.case_centres
            places[centre_id] = Place("" if hidden else name, hidden)
    ordered = dict(sorted(years.items(), reverse=True))
    return Overview(
        tuple(kind for kind in Kind.values if kind in kinds), places, ordered, sum(years.values())
    )


def page_of(
    survivor: Survivor,
    filters: Filters,
    overview: Overview,
    number: str,
    *,
    by: Staff,
    at: datetime,
) -> "Page[TrajectoryEvent]":
    """Give one page of lines; a number that is none gives the first, one too high the last."""
    lines = lines_of(survivor, by=by).filter(filters.condition(by, at))
    paginator: Paginator[TrajectoryEvent] = Paginator(lines, PAGE)
    # It was counted already.
    paginator.count = overview.matching
    return paginator.get_page(number)


def authors_of(lines: "list[TrajectoryEvent]") -> dict[UUID, Author]:
    """Give who wrote these lines, in one question."""
    ids = {line.operator_id for line in lines if line.operator_id}
    held = Assignment.objects.filter(operator_id__in=ids).order_by("starts_on")
    found: dict[UUID, Author] = {}
    for operator_id, first, last, level, centre_id in held.values_list(
        "operator_id", "operator__user__first_name", "operator__user__last_name", "level",
        "centre_id",
    ):  # fmt: skip
        author = found.setdefault(operator_id, Author(f"{first} {last}".strip(), {}))
        author.levels[centre_id] = level
    return found


def centre_choices(overview: Overview, others: str) -> list[tuple[str, str]]:
    """Give the centres to filter by; those with a secret address stand together as `others`."""
    named = [(str(pk), place.name) for pk, place in overview.places.items() if not place.secret]
    hidden = any(place.secret for place in overview.places.values())
    return sorted(named, key=lambda one: one[1]) + ([(RESERVED, others)] if hidden else [])


def episodes_of(survivor: Survivor) -> list[TrajectoryEvent]:
    """Give the lines of her episodes, oldest first, to be drawn over time."""
    lines = TrajectoryEvent.objects.filter(survivor=survivor, kind=Kind.EPISODE, withdrawn_at=None)
    return list(lines.order_by("at", "id"))
