"""Rows of the matrix for cases."""

from typing import Any

from django.utils import timezone

from casework.cases import exit_actions
from casework.cases.act_actions import add_session
from casework.cases.act_models import FollowUp
from casework.cases.actions import drop_out
from casework.cases.catalogue import ExitReason
from casework.cases.models import Case, CaseTeam
from casework.cases.team_actions import join_team
from casework.survivors.models import Survivor
from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import BOTH, DONE, HERE, hers


def _case(survivor: Survivor) -> Case:
    found: Case = Case.objects.select_related("survivor").get(survivor=survivor)
    return found


def case(_world: World, survivor: Survivor) -> list[Any]:
    """The case her arrival opened."""
    return [_case(survivor).pk]


def _session(world: World, survivor: Survivor) -> Any:
    return add_session(
        case=_case(survivor), kind="individual", attendance="attended",
        by=world.staff["n6"].staff, at=timezone.now(),
    )  # fmt: skip


def session(world: World, survivor: Survivor) -> list[Any]:
    return [_session(world, survivor).pk]


def slip(world: World, survivor: Survivor) -> list[Any]:
    made = _session(world, survivor)
    return [made.case_id, "sesion", made.pk]


def dropped(world: World, survivor: Survivor) -> list[Any]:
    by = world.staff["n6"].staff
    return [drop_out(case=_case(survivor), by=by, at=timezone.now()).pk]


def follow_up(world: World, survivor: Survivor) -> list[Any]:
    """The first one after her exit."""
    left = exit_actions.exit_case(
        case=_case(survivor), reason=ExitReason.objects.get(pk="met"),
        by=world.staff["n6"].staff, at=timezone.now(),
    )  # fmt: skip
    return [left.pk, FollowUp.objects.get(case=left, months=3).pk]


def member(world: World, survivor: Survivor) -> list[Any]:
    found = _case(survivor)
    made: CaseTeam = join_team(
        case=found, operator_id=world.staff["n6"].operator.pk, role="law",
        by=world.staff["n6"].staff, at=timezone.now(),
    )  # fmt: skip
    return [found.pk, made.pk]


def reading(name: str, then: Any = case) -> Row:
    return staff(f"cases:{name}", make=hers(then), **HERE)


def writing(name: str, then: Any = case, **data: str) -> Row:
    return staff(f"cases:{name}", make=hers(then), method="post", data=data, **DONE)


ROWS: tuple[Row, ...] = (
    reading("history", None),
    reading("open", None),
    reading("session", session),
    reading("case"),
    reading("acts"),
    reading("details"),
    writing("move", to="S1"),
    writing("drop-out"),
    writing("return", dropped, to="S1"),
    writing("exit", reason="met"),
    writing("follow-up", follow_up, result="well"),
    writing("take-charge"),
    reading("team"),
    writing("leave-team", member),
    writing("new-session", kind="individual", attendance="attended", mode="in_person"),
    reading("try"),
    writing("request", service="housing"),
    reading("undo", slip),
    staff("centre-cases:unmet", **BOTH),
)
