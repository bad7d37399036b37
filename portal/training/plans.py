"""The in-job training plan of a centre: written by its head, line by line."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework.access.levels import Right
from casework.access.models import Operator
from casework.access.principals import Principal, Staff
from casework.access.queries import team_of
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .plan_models import PlanLine
from .refusals import NotHers, NotNow


@dataclass(frozen=True, slots=True)
class Line:
    """Who learns what, in which month, in how many hours."""

    operator: Operator
    month: int
    hours: int
    course_code: str = ""
    subject: str = ""


def visible_to(principal: Principal) -> QuerySet[PlanLine]:
    """Give the lines she may see: her own; a head's centre; an administrator, all."""
    rows = PlanLine.objects.filter(dropped_at=None).select_related("operator__user", "centre")
    if not isinstance(principal, Staff):
        return rows.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return rows
    mine = rows.filter(operator_id=principal.operator_id)
    return mine | rows.filter(centre_id__in=sorted(principal.heads))


@transaction.atomic
def plan(*, centre_id: int, year: int, line: Line, by: Staff, at: datetime) -> PlanLine:
    """Write a line for somebody of the centre's team. Raises NotHers, NotNow."""
    if centre_id not in by.heads:
        raise NotHers(_("The plan of a centre is written by its head."))
    team = team_of(by).filter(operator=line.operator, centre_id=centre_id)
    if not team.exists():
        raise NotHers(_("She is not of this centre's team."))
    if not line.course_code and not line.subject.strip():
        raise NotNow(_("Say what she learns: a course, or something else in your own words."))
    made: PlanLine = PlanLine.objects.create(
        centre_id=centre_id, year=year, operator=line.operator, month=line.month,
        hours=line.hours, course_code=line.course_code, subject=line.subject.strip(),
        written_by_id=by.operator_id,
    )  # fmt: skip
    _trace("planned", made, by=by, at=at)
    return made


@transaction.atomic
def drop(*, line: PlanLine, by: Staff, at: datetime) -> None:
    """Take a line out of the plan; twice is once. Raises NotHers."""
    if line.centre_id not in by.heads:
        raise NotHers(_("The plan of a centre is written by its head."))
    if PlanLine.objects.filter(pk=line.pk, dropped_at=None).update(dropped_at=at):
        _trace("plan-line-dropped", line, by=by, at=at)


def _trace(what: str, line: PlanLine, *, by: Staff, at: datetime) -> None:
    detail: dict[str, str | int] = {"what": what, "year": line.year}
    target = Target("operator", str(line.operator_id))
    record(Verb.TRAINING_CHANGED, by=by.actor, at=at, target=target, detail=detail)
