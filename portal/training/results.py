"""How somebody stands in an edition: lessons done, grade, attendance, and what that comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from casework.identity import carried

from . import quiz_rules
from .edition_models import EditionDay
from .exercises import title_of
from .models import CourseVersion
from .outline import lessons
from .people_models import Attempt, Attendance, Enrolment, LessonDone
from .practice_models import PracticeResult
from .studying import is_over


@dataclass(frozen=True, slots=True)
class Standing:
    """done: keys of lessons. grade: None when the course has no quiz. attendance: None without
    days of class so far. missing: why it does not pass, in words."""

    done: frozenset[str]
    total: int
    grade: Decimal | None
    attendance: int | None
    missing: tuple[str, ...]
    best: dict[str, int] = field(default_factory=dict)
    practised: bool = False

    @property
    def passes(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def percent(self) -> int:
        """Share of the lessons done."""
        return len(self.done) * 100 // self.total if self.total else 0


def standings(enrolments: Iterable[Enrolment], at: datetime) -> dict[UUID, Standing]:
    """Give how people stand in their editions, in one statement however many they are."""
    version_of = {one.pk: one.edition.version for one in enrolments}
    if not version_of:
        return {}
    rows: Any = Enrolment.objects.filter(pk__in=version_of).annotate(**_asked())
    return {
        one.pk: standing(
            version_of[one.pk], set(one.read), _over(one.tries, at),
            one.present * 100 // one.held if one.held else None, practised=one.has_practised,
        )
        for one in rows
    }  # fmt: skip


def _asked() -> dict[str, Any]:
    """What travels with each place: lessons read, attempts, days of class and those she was at."""
    read = LessonDone.objects.filter(enrolment=OuterRef("pk")).values("lesson")
    days = EditionDay.objects.filter(edition=OuterRef("edition"))
    there = Attendance.objects.filter(enrolment=OuterRef("pk"), present=True)
    taken = Attendance.objects.filter(day=OuterRef("pk"))
    return {
        "read": ArraySubquery(read),
        "tries": carried.rows(Attempt.objects.filter(enrolment=OuterRef("pk"))),
        "held": _count(days.filter(Exists(taken)), "edition"),
        "present": _count(there, "enrolment"),
        "has_practised": Exists(
            PracticeResult.objects.filter(
                enrolment=OuterRef("pk"), exercise=OuterRef("edition__version__practice")
            )
        ),
    }


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _over(tries: Iterable[dict[str, Any]], at: datetime) -> list[Attempt]:
    made = (carried.made(Attempt, one) for one in tries)
    return [one for one in made if is_over(one, at)]


def standing(
    version: CourseVersion, read: set[str], tries: Sequence[Attempt], attendance: int | None, *,
    practised: bool = False,
) -> Standing:  # fmt: skip
    """Give how somebody stands, from what she read, tried, attended and practised."""
    taught = list(lessons(version.outline))
    tested = {one["key"]: quiz_rules.quiz(one) for one in taught if one["quiz"]}
    best = _best(tries)
    passed = {one.lesson for one in tries if one.passed}
    done = frozenset(
        one["key"] for one in taught if one["key"] in (passed if one["key"] in tested else read)
    )
    grade = quiz_rules.mean(
        [quiz_rules.grade(best.get(key, 0), of.pass_percent) for key, of in tested.items() if of]
    )
    missing = list(_missing(version, done, len(taught), grade, attendance))
    if version.practice and not practised:
        title = title_of(version.practice)
        missing.append(_("The practice “%(title)s” is not done.") % {"title": title})
    return Standing(done, len(taught), grade, attendance, tuple(missing), best, practised)


def _best(tries: Sequence[Attempt]) -> dict[str, int]:
    best: dict[str, int] = {}
    for one in tries:
        share = quiz_rules.percent(one.right, len(one.drawn))
        best[one.lesson] = max(share, best.get(one.lesson, 0))
    return best


def _missing(
    version: CourseVersion, done: frozenset[str], total: int, grade: Decimal | None,
    attendance: int | None,
) -> Iterable[str]:  # fmt: skip
    if len(done) < total:
        yield _("%(done)s of %(total)s lessons are done.") % {"done": len(done), "total": total}
    lowest, least = version.minimum_grade, version.minimum_attendance
    if lowest is not None and (grade is None or grade < lowest):
        yield _("The grade does not reach %(lowest)s.") % {"lowest": number_format(lowest, 1)}
    if least is not None and attendance is not None and attendance < least:
        yield _("Attendance does not reach %(least)s%%.") % {"least": least}
    if least is not None and attendance is None:
        yield _("No attendance has been taken.")


def of_one(enrolment: Enrolment, at: datetime) -> Standing:
    """Give how one person stands."""
    return standings([enrolment], at)[enrolment.pk]


def lesson_of(version: CourseVersion, key: str) -> dict[str, Any] | None:
    """Give a lesson of a version by its key."""
    return next((one for one in lessons(version.outline) if one["key"] == key), None)
