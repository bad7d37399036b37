"""Writes on the paths of the levels: a course joins one, changes place, leaves it.

A path advises and reminds. What opens the door is access' own (`RequiredCourse`).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.levels import Level, Right
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.territory.validity import chilean_day

from .models import CourseVersion, PathCourse
from .refusals import NotHers, NotNow


@transaction.atomic
def put(
    *, level: Level, code: str, position: int, mandatory: bool, by: Staff, at: datetime
) -> PathCourse:
    """Put a course on the path of a level from today; once there, change its place.

    Raises NotHers, NotNow.
    """
    _runs(by)
    if not CourseVersion.objects.filter(code=code).exists():
        raise NotNow(_("No course with this code was published."))
    day = chilean_day(at)
    there = PathCourse.objects.valid_on(day).filter(level=level, course_code=code)
    line: PathCourse | None = there.select_for_update().order_by("-valid_from").first()
    if line is None:
        line = PathCourse(level=level, course_code=code, valid_from=day)
    line.position, line.mandatory, line.valid_to = position, mandatory, None
    if line._state.adding:
        line.save()
    else:
        line.save(update_fields=["position", "mandatory", "valid_to"])
    _trace("path-course-put", line, by=by, at=at)
    return line


@transaction.atomic
def end(*, line: PathCourse, by: Staff, at: datetime) -> None:
    """Take a course off a path: today is its last day. Twice is once. Raises NotHers."""
    _runs(by)
    if PathCourse.objects.filter(pk=line.pk, valid_to=None).update(valid_to=chilean_day(at)):
        _trace("path-course-ended", line, by=by, at=at)


def _runs(by: Staff) -> None:
    if not by.may(Right.MANAGE_OPERATORS):
        raise NotHers(_("The paths are written by who runs the system."))


def _trace(what: str, line: PathCourse, *, by: Staff, at: datetime) -> None:
    detail: dict[str, str | int] = {"what": what, "level": line.level, "code": line.course_code}
    target = Target("path-course", str(line.pk))
    record(Verb.TRAINING_CHANGED, by=by.actor, at=at, target=target, detail=detail)
