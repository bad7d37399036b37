"""What levels ask and what a person has for them, as screens tell it: what is missing or ends.

The door asks the database (`certificates.RecordedCertificates`); here the same is explained.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import localdate

from casework.territory import listed

from . import cover_rules
from .certificate_models import Certificate, LevelRequirement, RequiredCourse
from .certificate_rules import Cover, Validity, cover
from .certificates import is_revoked, validity
from .cover_rules import Asked, Course, Proof, Rule
from .levels import Level
from .waiver_models import Waiver


class _Dated(Protocol):
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A course a level needs: how long hers counts, or since when it does not."""

    course: Course
    cover: Cover
    day: date
    ended_on: date | None = None

    @property
    def warning(self) -> int | None:
        """Give 60, 30 or 7 when the end is that close."""
        return self.cover.warning(self.day)


@dataclass(frozen=True, slots=True)
class Certified:
    """What a person has for one level on a day.

    lessons: each course the level needs. waiver: the exception that stands in today.
    """

    level: Level
    cover: Cover
    day: date
    lessons: tuple[Lesson, ...] = ()
    waiver: Waiver | None = None
    ended_on: date | None = None

    @property
    def warning(self) -> int | None:
        """Give 60, 30 or 7 when the end is that close."""
        return self.cover.warning(self.day)

    @property
    def days(self) -> int | None:
        """Give the days left after this one."""
        return self.cover.days_left(self.day)

    @property
    def missing(self) -> tuple[Lesson, ...]:
        """Give the courses of which nothing counts today."""
        return tuple(one for one in self.lessons if not one.cover.covered)


def read() -> Mapping[Level, Asked]:
    """Give what each level asks, past and future; asked of the database once a minute."""
    rules = listed.kept(LevelRequirement.objects.all())
    courses = listed.kept(RequiredCourse.objects.all())
    return {
        level: Asked(
            tuple(Rule(one.needed, _span(one)) for one in rules if one.level == level),
            tuple(
                Course(one.course_code, one.name, _span(one))
                for one in courses
                if one.level == level
            ),
        )
        for level in Level
    }


def add_up(
    held: Iterable[Certificate], waivers: Iterable[Waiver], level: Level, at: datetime,
    asked: Mapping[Level, Asked],
) -> Certified:  # fmt: skip
    """Say what one person's certificates and exceptions amount to for a level."""
    day, rows = localdate(at), [row for row in held if not is_revoked(row, at)]
    running = [row for row in waivers if row.level == level and _runs(row, at)]
    proof = Proof(
        level=tuple(validity(row) for row in rows if row.level == level),
        courses=_by_course(rows),
        waivers=tuple(Validity(row.starts_on, row.ends_on) for row in running),
    )
    courses = cover_rules.required(asked[level], day)
    return Certified(
        level, cover_rules.until(asked[level], proof, day), day,
        tuple(_lesson(one, proof.courses.get(one.code, ()), day) for one in courses),
        next((row for row in running if row.starts_on <= day <= row.ends_on), None),
        None if courses else _ended(proof.level, day),
    )  # fmt: skip


def ending(found: Iterable[Certified]) -> list[Certified]:
    """Give the levels that end within the days that are warned of."""
    return [one for one in found if one.warning is not None]


def _lesson(course: Course, held: tuple[Validity, ...], day: date) -> Lesson:
    reach = cover(held, day)
    return Lesson(course, reach, day, None if reach.covered else _ended(held, day))


def _ended(held: Iterable[Validity], day: date) -> date | None:
    """Give the last day something counted, where nothing does any more."""
    return max((one.last for one in held if one.last and one.last < day), default=None)


def _by_course(rows: Iterable[Certificate]) -> dict[str, tuple[Validity, ...]]:
    found: dict[str, tuple[Validity, ...]] = {}
    for row in rows:
        if row.course_code:
            found[row.course_code] = (*found.get(row.course_code, ()), validity(row))
    return found


def _runs(row: Waiver, at: datetime) -> bool:
    return row.ended_at is None or row.ended_at > at


def _span(row: _Dated) -> Validity:
    return Validity(row.valid_from, row.valid_to)
