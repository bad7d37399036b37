"""Plans as read from the database: objectives with their activities, in two queries for any number.

Used by actions and queries alike; who may see a plan was decided before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

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
    rows = PlanObjective.objects.filter(plan_id__in=ids, removed_at=None).order_by("position", "id")
    objectives = list(rows)
    below: dict[UUID, list[PlanActivity]] = {one.pk: [] for one in objectives}
    activities = PlanActivity.objects.filter(objective_id__in=below, removed_at=None)
    for activity in activities.order_by("position", "id"):
        below[activity.objective_id].append(activity)
    found: dict[UUID, list[Held]] = {plan_id: [] for plan_id in ids}
    for one in objectives:
        found[one.plan_id].append(Held(one, tuple(below[one.pk])))
    return found


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
