"""Certificates that end, in the day of who needs them and of the head of her centre.

The same marks as at home (60, 30 and 7 days before), where the work is; nothing is said of what
counts for longer.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import ngettext

from casework.access import competence, queries, requirements
from casework.access.certificate_models import Certificate
from casework.access.home_lines import HomeLine
from casework.access.levels import Level, Right
from casework.access.models import Assignment
from casework.access.principals import Staff
from casework.access.requirements import Certified
from casework.access.waiver_models import Waiver
from casework.identity import carried

from . import day
from .day import DayLine

TONES = {60: "info", 30: "warning", 7: "danger"}


def hers(by: Staff, at: datetime) -> ArraySubquery:
    """Give her certificates, of which nobody revoked any."""
    return carried.rows(Certificate.objects.filter(operator_id=by.operator_id, revoked_at=None))


def told(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Say which of her levels ends, and in how many days."""
    held, asked = [carried.made(Certificate, one) for one in value], requirements.read()
    levels = sorted({one.level for one in by.assignments})
    found = [requirements.add_up(held, [], level, at, asked) for level in levels]
    return [_ends(one) for one in requirements.ending(found)]


def _ends(one: Certified) -> DayLine:
    words = ngettext(
        "What opens level %(level)s to you counts for one more day.",
        "What opens level %(level)s to you counts for %(n)s more days.",
        one.days or 0,
    ) % {"level": one.level.value, "n": one.days}
    return DayLine(words, reverse("staff:home"), TONES[one.warning or 60], "alert")


def of_team(by: Staff, at: datetime) -> ArraySubquery:
    """Give who works in the centres she heads, each with her certificates and exceptions."""
    mine = {"operator_id": OuterRef("operator_id")}
    held = carried.rows(Certificate.objects.filter(**mine, revoked_at=None))
    excused = carried.rows(Waiver.objects.filter(**mine, ended_at=None))
    others = queries.team_of(by).exclude(operator_id=by.operator_id)
    return carried.rows(others.annotate(held=held, excused=excused), also=("held", "excused"))


def team_told(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Say how many of her team are closed for want of a certificate, and how many soon will be."""
    asked = requirements.read()
    found = [_standing(one, at, asked) for one in value]
    closed = sum(not one.cover.covered for one in found)
    marks = [one.warning for one in found if one.warning is not None]
    where, lines = reverse("staff:team"), []
    if closed and competence.recorded_here():
        words = ngettext(
            "One person of your team is closed: a certificate is missing or over.",
            "%(n)s persons of your team are closed: a certificate is missing or over.",
            closed,
        ) % {"n": closed}
        lines.append(DayLine(words, where, "warning", "stop"))
    if marks:
        words = ngettext(
            "The certificate of one person of your team ends within %(days)s days.",
            "The certificates of %(n)s persons of your team end: the first within %(days)s days.",
            len(marks),
        ) % {"n": len(marks), "days": min(marks)}
        lines.append(DayLine(words, where, TONES[min(marks)], "alert"))
    return lines


def _standing(value: dict[str, Any], at: datetime, asked: Any) -> Certified:
    row = carried.made(Assignment, value)
    held = [carried.made(Certificate, one) for one in value["held"]]
    excused = [carried.made(Waiver, one) for one in value["excused"]]
    return requirements.add_up(held, excused, Level(row.level), at, asked)


HERS = day.Source(hers, told)
TEAM = day.Source(of_team, team_told)


def at_home(by: Staff, at: datetime) -> list[HomeLine]:
    """Tell a head on her first page too; asked of nobody else."""
    if not by.may(Right.REPORT_TEAM):
        return []
    said = day.said(TEAM, by, at)
    return [HomeLine(one.words, one.url, *_calm(one)) for one in said]


def _calm(line: DayLine) -> tuple[str, str]:
    """Give how it looks there, where a tone says "soon" or "late"."""
    return ("warning" if line.icon == "alert" else "neutral"), line.icon
