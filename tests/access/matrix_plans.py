"""Rows of the matrix for plans."""

from typing import Any

from django.utils import timezone

from casework.cases.models import Case
from casework.plans import actions, content_actions
from casework.plans.content_actions import ActivityGiven, ObjectiveGiven
from casework.plans.models import Plan, PlanActivity
from casework.survivors.models import Survivor
from tests.access.matrix import Row, World
from tests.access.matrix_files import reading, writing


def case(_world: World, survivor: Survivor) -> list[Any]:
    return [Case.objects.get(survivor=survivor, closed_at=None).pk]


def draft(world: World, survivor: Survivor) -> list[Any]:
    """A draft with one objective that she agrees with."""
    by, now = world.staff["n6"].staff, timezone.now()
    hers = Case.objects.get(survivor=survivor, closed_at=None)
    plan = actions.start(case=hers, by=by, at=now)
    given = ObjectiveGiven("health", "Dormir", agreed=True, activities=(ActivityGiven("Hora"),))
    content_actions.write(plan=plan, note="", objectives=[given], by=by, at=now)
    return [plan.pk]


def in_force(world: World, survivor: Survivor) -> list[Any]:
    """The same, agreed."""
    (pk,) = draft(world, survivor)
    by, now = world.staff["n6"].staff, timezone.now()
    plan = Plan.objects.get(pk=pk)
    actions.agree(plan=plan, signed=True, on=timezone.localdate(), by=by, at=now)
    return [pk]


def activity(world: World, survivor: Survivor) -> list[Any]:
    (pk,) = in_force(world, survivor)
    return [pk, PlanActivity.objects.filter(objective__plan_id=pk, removed_at=None).get().pk]


def both(world: World, survivor: Survivor) -> list[Any]:
    (pk,) = in_force(world, survivor)
    hers = Case.objects.get(survivor=survivor, closed_at=None)
    second = actions.start(case=hers, by=world.staff["n6"].staff, at=timezone.now())
    return [second.pk, pk]


ROWS: tuple[Row, ...] = (
    reading("plans:tab"),
    writing("plans:start", case),
    reading("plans:paper", case),
    reading("plans:safety", case),
    reading("plans:version", in_force),
    reading("plans:edit", draft),
    reading("plans:agree", draft),
    writing("plans:sign", in_force),
    writing("plans:progress", in_force),
    reading("plans:evidence", activity),
    reading("plans:review", in_force),
    writing("plans:end", draft),
    reading("plans:print", in_force),
    reading("plans:compare", both),
)
