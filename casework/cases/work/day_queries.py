"""Reads of "Mi día": her women by urgency and the safe contacts that expire."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    Exists,
    Expression,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
    expressions,
)
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import ngettext

from casework.access.principals import Principal, Staff
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_models import Task
from casework.cases.task_shown import OPEN, pressing
from casework.drafts import queries as drafts
from casework.survivors import essentials
from casework.survivors.essentials import Line
from casework.survivors.handover import queries as handovers
from casework.survivors.levels import Level
from casework.survivors.models import SafeContact
from casework.survivors.queries import display_name
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day

from .day import DayLine

WOMEN = 8
SOON = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Woman:
    """One of her women: where her case stands and what is told of her in a line."""

    id: UUID
    name: str
    stage: str
    lines: list[Line]


def level_now(outer: str = "survivor_id") -> Subquery:
    """Give her last risk level, from her trayecto: it follows her whoever assessed it."""
    return Subquery(_levels(outer).values("level")[:1])


def rank_now(outer: str = "survivor_id") -> Expression:
    """Give the place of that level on the scale, asked once: to order by it."""
    ranked = _levels(outer).annotate(rank=rank_of("level")).values("rank")
    return Coalesce(Subquery(ranked[:1]), Value(Level.MEDIUM.rank))


def _levels(outer: str) -> QuerySet[TrajectoryEvent]:
    rows = TrajectoryEvent.objects.filter(
        survivor_id=OuterRef(outer), kind=TrajectoryEvent.Kind.RISK, withdrawn_at=None
    )
    return rows.exclude(level="").order_by("-at")


def next_due() -> Subquery:
    """Give the day of the next open task about her in the case's centre.

    Not only the tasks of the case: a duty or a measure is hers, and its clock runs all the same.
    """
    rows = Task.objects.filter(
        OPEN, survivor_id=OuterRef("survivor_id"), centre_id=OuterRef("centre_id")
    )
    return Subquery(pressing(rows).order_by("due_at").values("due_at")[:1])


def rank_of(name: str) -> Expression:
    """Give the place on the scale of the level in an annotation: to order by it.

    Who was not assessed stands with medium risk: nobody knows, and unknown is not low.
    """
    steps = [
        When(**{name: level.value}, then=Value(level.rank))
        for level in Level if level != Level.NOT_ASSESSED
    ]  # fmt: skip
    unknown = Value(Level.MEDIUM.rank)
    return expressions.Case(*steps, default=unknown, output_field=IntegerField())


def cases_of(by: Principal, operator_id: UUID) -> QuerySet[Case]:
    """Give somebody's open cases, the most urgent first: her risk, then what is due first."""
    rows = Case.objects.visible_to(by).filter(closed_at=None, in_charge=operator_id)
    rows = rows.annotate(level=level_now(), due=next_due(), rank=rank_now())
    return rows.order_by("-rank", F("due").asc(nulls_last=True), "stage_since", "pk")


def women_of(by: Staff) -> tuple[list[Case], int]:
    """Give her most urgent cases with their women, and how many cases she has, in one query."""
    rows = cases_of(by, by.operator_id).select_related("survivor")
    found: list[Any] = list(rows.annotate(total=Window(Count("pk")))[:WOMEN])
    return found, found[0].total if found else 0


def told(cases: list[Case], by: Staff, at: datetime) -> list[Woman]:
    """Say each woman in a few lines, in one query for all; their keys are unlocked already."""
    said = essentials.lines_for([case.survivor_id for case in cases], by, at, "risk", "next_step")
    return [
        Woman(
            case.survivor_id, display_name(case.survivor), str(Stage(case.stage).label),
            said.get(case.survivor_id, []),
        )
        for case in cases
    ]  # fmt: skip


def half_written(by: Staff, at: datetime) -> ArraySubquery:
    """Give the forms she left half-way."""
    return ArraySubquery(drafts.left(by).values("pk"))


def left_unsaved(value: list[UUID], by: Staff, at: datetime) -> list[DayLine]:
    """Say how many forms she left half-way; what she wrote in them is kept."""
    count = len(value)
    words = ngettext(
        "%(n)d form was left half-way: what you wrote is kept.",
        "%(n)d forms were left half-way: what you wrote is kept.", count,
    ) % {"n": count}  # fmt: skip
    return [DayLine(words, reverse("drafts:kept"), "neutral", "document")] if count else []


def not_registered(by: Staff, at: datetime) -> ArraySubquery:
    """Give what workers could not register and handed to the head of centre."""
    return ArraySubquery(handovers.waiting(by).order_by().values("pk"))


def handed_over(value: list[UUID], by: Staff, at: datetime) -> list[DayLine]:
    """Tell a head of centre how many workers could not register somebody (DP-44)."""
    count = len(value)
    words = ngettext(
        "%(n)d worker could not register somebody: see who is waiting.",
        "%(n)d workers could not register somebody: see who is waiting.", count,
    ) % {"n": count}  # fmt: skip
    return [DayLine(words, reverse("survivors:handovers"), "warning", "alert")] if count else []


def contacts_ending(by: Staff, at: datetime) -> ArraySubquery:
    """Give the safe contacts of her women that expired or expire soon, as (her id, its day)."""
    hers = Case.objects.visible_to(by).filter(
        survivor_id=OuterRef("survivor_id"), closed_at=None, in_charge=by.operator_id
    )
    rows = SafeContact.objects.visible_to(by).filter(
        Exists(hers), ended_at=None, valid_until__lt=chilean_day(at) + SOON
    )
    one = JSONObject(her="survivor_id", until="valid_until")
    return ArraySubquery(rows.order_by("valid_until").values(one=one)[:50])


def expiring_contacts(value: list[dict[str, str]], by: Staff, at: datetime) -> list[DayLine]:
    """Say how many of her women's safe contacts expired or expire soon (safety.md 1)."""
    found = [(UUID(one["her"]), date.fromisoformat(one["until"])) for one in value]
    over = sum(valid_until < chilean_day(at) for _her, valid_until in found)
    return [line for line in (_over(found, over), _soon(found, over)) if line]


def _over(found: list[tuple[UUID, date]], over: int) -> DayLine | None:
    if not over:
        return None
    words = ngettext(
        "%(n)d safe contact expired: agree on it again before calling.",
        "%(n)d safe contacts expired: agree on them again before calling.", over,
    ) % {"n": over}  # fmt: skip
    return DayLine(words, reverse("survivors:contact", args=[found[0][0]]), "danger", "phone")


def _soon(found: list[tuple[UUID, date]], over: int) -> DayLine | None:
    soon = len(found) - over
    if not soon:
        return None
    words = ngettext(
        "%(n)d safe contact expires within ten days.",
        "%(n)d safe contacts expire within ten days.", soon,
    ) % {"n": soon}  # fmt: skip
    return DayLine(words, reverse("survivors:contact", args=[found[over][0]]), "warning", "phone")
