"""What a course awards: the facts of the record that goes to the hoja de vida (domain.md 6)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class Topic(TextChoices):
    """Topics of the training plan, by the letters of the report."""

    CONSULT = "a", gettext_lazy("consult")
    ENTER = "b", gettext_lazy("enter data")
    REFER = "c", gettext_lazy("referrals")
    DETECT = "d", gettext_lazy("early detection and alerts")
    COLLECT = "e", gettext_lazy("data for administrative or court ends")
    FOLLOW = "f", gettext_lazy("follow-up")
    FIGURES = "g", gettext_lazy("statistics and indicators")


class Mode(TextChoices):
    """How the course was given."""

    PRESENT = "present", pgettext_lazy("mode of a course", "In person")
    ONLINE = "online", pgettext_lazy("mode of a course", "Online")
    MIXED = "mixed", pgettext_lazy("mode of a course", "Mixed")


class HourKind(TextChoices):
    """How long an hour is: 60 minutes, or 45."""

    CHRONOLOGICAL = "chronological", gettext_lazy("chronological hours")
    PEDAGOGICAL = "pedagogical", gettext_lazy("pedagogical hours")


class Result(StrEnum):
    """Only who passed gets a certificate."""

    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Award:
    """A course somebody passed.

    code, version: of the course as it was taught. topics: letters a to g. grade, minimum: on the
    scale of 1 to 7; both empty for a course that is not marked. attendance: percent. resolution:
    number of the act that orders the training, if any. months: how long it counts; empty: it does
    not expire.
    """

    code: str
    name: str
    version: str
    topics: frozenset[str]
    mode: Mode
    hours: int
    starts_on: date
    ends_on: date
    teacher: str
    body: str
    hour_kind: HourKind = HourKind.CHRONOLOGICAL
    grade: Decimal | None = None
    minimum: Decimal | None = None
    attendance: int | None = None
    resolution: str = ""
    months: int | None = 24


def problem(award: Award, day: date) -> str:
    """Say what is wrong with an award on the day it is certified; empty: nothing."""
    if not (award.code.strip() and award.name.strip() and award.body.strip()):
        return _("A certificate names the course, its code and who issues it.")
    if not award.topics <= set(Topic.values):
        return _("The topics are letters from a to g.")
    if award.ends_on < award.starts_on:
        return _("The end is before the start.")
    if award.ends_on > day:
        return _("The course is not over yet.")
    return _too_short(award) or _unearned(award)


def _too_short(award: Award) -> str:
    if award.hours < 1:
        return _("A course lasts one hour at least.")
    if award.months is not None and award.months < 1:
        return _("A certificate counts for one month at least.")
    return ""


def _unearned(award: Award) -> str:
    if award.attendance is not None and not 0 <= award.attendance <= 100:
        return _("Attendance is a percentage.")
    if (award.grade is None) != (award.minimum is None):
        return _("A grade goes with the lowest that passes.")
    if award.grade is not None and award.minimum is not None and award.grade < award.minimum:
        return _("The grade is below the lowest that passes.")
    return ""


def last_day(issued_on: date, months: int | None) -> date | None:
    """Give the last day a certificate counts: the day before the same date, months later."""
    if months is None:
        return None
    turned = issued_on.month - 1 + months
    year, month = issued_on.year + turned // 12, turned % 12 + 1
    length = monthrange(year, month)[1]
    if issued_on.day > length:  # the 31st of a month of thirty: its last day counts
        return date(year, month, length)
    return date(year, month, issued_on.day) - timedelta(days=1)
