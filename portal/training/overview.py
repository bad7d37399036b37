"""What her own page of training says besides her courses: her path, her plan, what she teaches.

All of it is asked in one statement, however many lists it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.db.models.functions import JSONObject

from casework.access.certificate_models import Certificate, RequiredCourse
from casework.access.models import Assignment, Operator
from casework.access.principals import Staff
from casework.identity import carried
from casework.territory.validity import chilean_day

from . import plans
from .edition_models import Edition
from .models import CourseVersion, PathCourse
from .plan_models import PlanLine

TITLE = ("title",)


@dataclass(frozen=True, slots=True)
class PathStep:
    """A course on somebody's path: how she stands with it."""

    level: str
    code: str
    name: str
    mandatory: bool
    opens_door: bool
    until: date | None
    held: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """path: of her levels. lines: of her centre's plan, with what each is. taught: editions."""

    path: list[PathStep]
    lines: list[tuple[PlanLine, str]]
    taught: list[Edition]


def overview(by: Staff, at: datetime) -> Overview:
    """Give it, of herself."""
    day = chilean_day(at)
    found: Any = Operator.objects.filter(pk=by.operator_id).annotate(**_asked(by, day)).get()
    names = {one["code"]: one["title"] for one in found.names}
    lines = [carried.made(PlanLine, one) for one in found.planned]
    return Overview(
        path=_path(found, names, day),
        lines=[(one, names.get(one.course_code, one.subject)) for one in lines],
        taught=[carried.made(Edition, one, TITLE) for one in found.teaches],
    )


def _asked(by: Staff, day: date) -> dict[str, Any]:
    mine = Assignment.objects.filter(ended_at=None, operator_id=by.operator_id)
    levels = mine.values("level")
    versions = CourseVersion.objects.order_by("code", "-number").distinct("code")
    taught = Edition.objects.filter(teaching__operator_id=by.operator_id)
    lines = plans.visible_to(by).filter(operator_id=by.operator_id, year=day.year)
    held = Certificate.objects.filter(
        operator_id=by.operator_id, revoked_at=None, issued_on__lte=day
    ).order_by("valid_to")  # fmt: skip
    return {
        "listed": carried.rows(PathCourse.objects.valid_on(day).filter(level__in=levels)),
        "needed": carried.rows(RequiredCourse.objects.valid_on(day).filter(level__in=levels)),
        "held": carried.rows(held),
        "names": ArraySubquery(versions.values(one=JSONObject(code="code", title="title"))),
        "planned": carried.rows(lines.select_related(None)),
        "teaches": carried.rows(taught.annotate(title=F("version__title")), also=TITLE),
    }


def _path(found: Any, names: dict[str, str], day: date) -> list[PathStep]:
    """Give the courses on the path of her levels, and whether she holds each today."""
    listed = [carried.made(PathCourse, one) for one in found.listed]
    needed = {(one["level"], one["course_code"]): one["name"] for one in found.needed}
    steps = dict.fromkeys(needed, (0, True)) | {
        (one.level, one.course_code): (
            one.position, one.mandatory or (one.level, one.course_code) in needed,
        )
        for one in listed
    }  # fmt: skip
    rows = [carried.made(Certificate, one) for one in found.held]
    held = {one.course_code: one.valid_to for one in rows}
    return [
        PathStep(
            level, code, names.get(code) or needed.get((level, code)) or code, mandatory,
            (level, code) in needed, held.get(code), _counts(held, code, day),
        )
        for (level, code), (_place, mandatory) in sorted(
            steps.items(), key=lambda one: (one[0][0], one[1][0], one[0][1])
        )
    ]  # fmt: skip


def _counts(held: dict[str, date | None], code: str, day: date) -> bool:
    if code not in held:
        return False
    until = held[code]
    return until is None or day <= until
