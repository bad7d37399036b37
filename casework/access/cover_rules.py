"""Pure rules of what a level asks of a person and of what she has: which days it is covered.

A level asks for every course required of it on the day; where no course is, for any certificate
of that level. A rule may excuse a level; an exception may stand in for what is missing
(design 4.1).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .certificate_rules import Cover, Validity

LONGEST_WAIVER = 30  # days, the first and the last included
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether the level needs anything at all; of those in force the latest to start counts."""

    needed: bool
    days: Validity


@dataclass(frozen=True, slots=True)
class Course:
    """A course the level needs, from a day to a day."""

    code: str
    name: str
    days: Validity


@dataclass(frozen=True, slots=True)
class Asked:
    """All that one level asks, past and future."""

    rules: tuple[Rule, ...] = ()
    courses: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """All that one person has for one level: certificates not revoked, exceptions not ended."""

    level: tuple[Validity, ...] = ()
    courses: Mapping[str, tuple[Validity, ...]] = field(default_factory=dict)
    waivers: tuple[Validity, ...] = ()


def covered(asked: Asked, proof: Proof, day: date) -> bool:
    """Say whether the level is covered on the day."""
    if _any(proof.waivers, day) or not _is_needed(asked, day):
        return True
    courses = required(asked, day)
    if courses:
        return all(_any(proof.courses.get(one.code, ()), day) for one in courses)
    return _any(proof.level, day)


def required(asked: Asked, day: date) -> list[Course]:
    """Give the courses the level needs on the day, each code once; none where it is excused."""
    if not _is_needed(asked, day):
        return []
    found = {one.code: one for one in asked.courses if one.days.covers(day)}
    return [found[code] for code in sorted(found)]


def until(asked: Asked, proof: Proof, day: date) -> Cover:
    """Give whether the level is covered on the day and, if so, the last day without a gap.

    What is asked may change too: a course required from next month ends the cover this month.
    """
    if not covered(asked, proof, day):
        return Cover(covered=False)
    for turn in sorted({one for one in _turns(asked, proof) if one > day}):
        if not covered(asked, proof, turn):
            return Cover(covered=True, last=turn - ONE_DAY)
    return Cover(covered=True)


def waiver_problem(*, starts_on: date, ends_on: date, day: date) -> str:
    """Say what is wrong with an exception's days; empty when they will do."""
    if starts_on < day:
        return _("An exception cannot begin in the past.")
    if ends_on < starts_on:
        return _("The end is before the start.")
    if (ends_on - starts_on).days >= LONGEST_WAIVER:
        return _("An exception lasts %(days)s days at most.") % {"days": LONGEST_WAIVER}
    return ""


def _is_needed(asked: Asked, day: date) -> bool:
    rules = [one for one in asked.rules if one.days.covers(day)]
    latest = max(rules, key=lambda one: one.days.first or date.min, default=None)
    return latest is None or latest.needed


def _any(held: Iterable[Validity], day: date) -> bool:
    return any(one.covers(day) for one in held)


def _turns(asked: Asked, proof: Proof) -> Iterator[date]:
    """Give the days on which an answer may differ from that of the day before."""
    spans = [one.days for one in asked.rules] + [one.days for one in asked.courses]
    spans += [*proof.level, *proof.waivers, *(one for row in proof.courses.values() for one in row)]
    for span in spans:
        if span.first is not None:
            yield span.first
        if span.last is not None and span.last < date.max:
            yield span.last + ONE_DAY
