"""Pure rules of publishing a rule: from when, after which one, and what an order must keep."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.survivors.levels import Level

SCALE = (Level.LOW, Level.MEDIUM, Level.HIGH, Level.VITAL)


def day_problem(valid_from: date, today: date, before: date | None) -> str | Promise:
    """Say why a version may not begin on a day, or "". before: where the latest one begins."""
    if valid_from <= today:
        return _("It begins tomorrow at the earliest: today was decided by the one in force.")
    if before is not None and valid_from <= before:
        return _("Another version begins on %(day)s already: choose a later day.") % {
            "day": date_format(before, "SHORT_DATE_FORMAT")
        }
    return ""


def order_problem(risk: Mapping[str, int]) -> str | Promise:
    """Say why the points of risk are no order, or "": more risk never waits longer."""
    points = [risk[level] for level in SCALE]
    if any(less >= more for less, more in pairwise(points)):
        return _("Each level of risk needs more points than the one below it.")
    if risk[Level.NOT_ASSESSED] < risk[Level.MEDIUM]:
        return _("Not assessed is worth at least as much as medium: unknown is not low.")
    return ""
