"""Plans as read from the database: objectives with their activities, in one query for any number.

Used by actions and queries alike; who may see a plan was decided before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from casework.identity import carried
from casework.territory.validity import CHILE

from .models import Plan, PlanActivity, PlanObjective
from .rules import ActivityFacts, ObjectiveFacts


@dataclass(frozen=True, slots=True)
class Held:
    """An objective's row with the rows of its activities, in order."""

    row: PlanObjective
    kept: tuple[PlanActivity, ...]


def objectives_of(plans: Iterable[Plan]) -> dict[UUID, list[Held]]:
    """Give the objectives of plans, by plan, in order."""
    ids = [plan.pk for plan in plans]
    rows = Plan.objects.filter(pk__in=ids).values_list("pk", *below())
    return {plan_id: held(*both) for plan_id, *both in rows}


def below() -> tuple[ArraySubquery, ArraySubquery]:
    """Give the objectives and the activities of a plan as values of the query of plans."""
    objectives = PlanObjective.objects.filter(plan=OuterRef("pk"), removed_at=None)
    activities = PlanActivity.objects.filter(objective__plan=OuterRef("pk"), removed_at=None)
    return (
        carried.rows(objectives.order_by("position", "id")),
        carried.rows(activities.order_by("position", "id")),
    )


def held(objectives: list[dict[str, Any]], activities: list[dict[str, Any]]) -> list[Held]:
    """Give the objectives that travelled so, each with its activities, in order."""
    rows = [carried.made(PlanActivity, one) for one in activities]
    return [
        Held(objective, tuple(row for row in rows if row.objective_id == objective.pk))
        for objective in (carried.made(PlanObjective, one) for one in objectives)
    ]


def read(plans: Iterable[Plan]) -> dict[UUID, list[ObjectiveFacts]]:
    """Give what the rules look at, by plan."""
    return {
        plan_id: [objective_facts(one) for one in objectives]
        for plan_id, objectives in objectives_of(plans).items()
    }


def objective_facts(held: Held, names: dict[UUID | None, str] | None = None) -> ObjectiveFacts:
    """Give an objective's facts. names: of operators, by id."""
    row = held.row
    return ObjectiveFacts(
        row.thread, row.area, row.words, row.agreed,
        tuple(activity_facts(one, names or {}) for one in held.kept),
    )  # fmt: skip


def activity_facts(row: PlanActivity, names: dict[UUID | None, str]) -> ActivityFacts:
    """Give an activity's facts, with who does it in words."""
    who = names.get(row.responsible) or row.external or row.get_who_display()
    return ActivityFacts(row.thread, row.what, str(who), row.starts_on, row.due_on, row.indicator)


def midday(day: date) -> datetime:
    """Give noon of a day in Chile: a day without an hour, safe from the change of clocks."""
    return datetime.combine(day, time(12), tzinfo=CHILE)
