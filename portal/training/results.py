"""How somebody stands in an edition: lessons done, grade, attendance, and what that comes to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from . import quiz_rules
from .edition_models import Edition, EditionDay
from .models import CourseVersion
from .outline import lessons
from .people_models import Attempt, Attendance, Enrolment, LessonDone
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

    @property
    def passes(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def percent(self) -> int:
        """Share of the lessons done."""
        return len(self.done) * 100 // self.total if self.total else 0


def standings(
    edition: Edition, enrolments: Iterable[Enrolment], at: datetime
) -> dict[UUID, Standing]:
    """Give how people of an edition stand, in four statements however many they are."""
    listed = [one.pk for one in enrolments]
    done: dict[UUID, set[str]] = defaultdict(set)
    rows = LessonDone.objects.filter(enrolment__in=listed).values_list("enrolment", "lesson")
    for enrolment, lesson in rows:
        done[enrolment].add(lesson)
    tries: dict[UUID, list[Attempt]] = defaultdict(list)
    for one in Attempt.objects.filter(enrolment__in=listed):
        if is_over(one, at):
            tries[one.enrolment_id].append(one)
    days = EditionDay.objects.filter(edition=edition, attendance__isnull=False).distinct().count()
    present: dict[UUID, int] = defaultdict(int)
    there = Attendance.objects.filter(enrolment__in=listed, present=True)
    for enrolment in there.values_list("enrolment", flat=True):
        present[enrolment] += 1
    version = edition.version
    return {
        pk: standing(version, done[pk], tries[pk], present[pk] * 100 // days if days else None)
        for pk in listed
    }


def standing(
    version: CourseVersion, read: set[str], tries: Sequence[Attempt], attendance: int | None
) -> Standing:
    """Give how somebody stands, from what she read, tried and attended."""
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
    missing = tuple(_missing(version, done, len(taught), grade, attendance))
    return Standing(done, len(taught), grade, attendance, missing, best)


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
    return standings(enrolment.edition, [enrolment], at)[enrolment.pk]


def lesson_of(version: CourseVersion, key: str) -> dict[str, Any] | None:
    """Give a lesson of a version by its key."""
    return next((one for one in lessons(version.outline) if one["key"] == key), None)
