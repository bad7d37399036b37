"""Who works in a case: the one in charge, and the others with their roles, from when to when."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from casework.access.models import Assignment
from casework.access.principals import Staff
from casework.survivors.doings import Doing, done
from casework.territory.validity import chilean_day

from . import refusals
from .history_actions import locked, log, note_case
from .models import Case, CaseTeam
from .refusals import NotHere


@transaction.atomic
def take_charge(*, case: Case, by: Staff, at: datetime, operator_id: UUID | None = None) -> Case:
    """Put somebody of the centre in charge of the case: oneself, unless another is named.

    Raises NotHere when she has no open assignment in the centre of the case.
    """
    operator_id = operator_id or by.operator_id
    case = locked(case)
    if case.in_charge == operator_id:
        return case
    _check_works_here(case, operator_id, by=by, at=at)
    role = CaseTeam.Role.IN_CHARGE
    CaseTeam.objects.filter(case=case, role=role, to_at=None).update(to_at=at)
    _add(case, operator_id, role, by=by, at=at)
    case.in_charge = operator_id
    case.save(update_fields=["in_charge", "updated_at"])
    note_case(case, by=by)
    log("case-in-charge", case, by=by, at=at)
    done(case.survivor, Doing.TEAM, by=by, at=at)
    return case


@transaction.atomic
def join_team(*, case: Case, operator_id: UUID, role: str, by: Staff, at: datetime) -> CaseTeam:
    """Add somebody of the centre to the team, once in each role. Raises NotHere."""
    if role == CaseTeam.Role.IN_CHARGE:
        take_charge(case=case, by=by, at=at, operator_id=operator_id)
    case = locked(case)
    known = CaseTeam.objects.filter(case=case, operator_id=operator_id, role=role, to_at=None)
    found: CaseTeam | None = known.first()
    if found is not None:
        return found
    _check_works_here(case, operator_id, by=by, at=at)
    made = _add(case, operator_id, role, by=by, at=at)
    log("case-team", case, by=by, at=at)
    done(case.survivor, Doing.TEAM, by=by, at=at)
    return made


@transaction.atomic
def leave_team(*, member: CaseTeam, by: Staff, at: datetime) -> None:
    """End somebody's part in the team. Who is in charge leaves when another takes charge."""
    if member.to_at or member.role == CaseTeam.Role.IN_CHARGE:
        return
    member.to_at = max(at, member.from_at)
    member.save(update_fields=["to_at"])
    log("case-team", member.case, by=by, at=at)


def _add(case: Case, operator_id: UUID, role: str, *, by: Staff, at: datetime) -> CaseTeam:
    made: CaseTeam = CaseTeam.objects.create(
        case=case, survivor_id=case.survivor_id, key_id=case.key_id, centre_ids=[case.centre_id],
        operator_id=operator_id, role=role, from_at=at, written_by=by.operator_id,
    )  # fmt: skip
    return made


def _check_works_here(case: Case, operator_id: UUID, *, by: Staff, at: datetime) -> None:
    if operator_id == by.operator_id and case.centre_id in by.case_centres:
        return
    if not colleagues(case.centre_id, at).filter(operator_id=operator_id).exists():
        raise NotHere(refusals.NOT_HERE)


def colleagues(centre_id: int, at: datetime) -> QuerySet[Assignment]:
    """Give the assignments with cases (N5, N6) that run in a centre, for lists of the team."""
    day = chilean_day(at)
    running = Assignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), centre_id=centre_id, starts_on__lte=day,
        ended_at=None, operator__active=True,
    )  # fmt: skip
    return running.select_related("operator__user").order_by("operator__user__first_name")
