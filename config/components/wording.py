"""Filters: RUN, phones, dates and days in words. RUNs and phones print as their own values do."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.identity.phones import InvalidPhone, Phone
from casework.identity.run import InvalidRun, Run


def run(value: object) -> str:
    """A RUN as people write it: 12.345.678-5. What is none, or is masked, stays as it came."""
    try:
        return str(Run.parse(str(value or "")))
    except InvalidRun:
        return str(value or "")


def phone(value: object) -> str:
    """A phone in the usual groups: +56 9 8765 4321, 1455. What is none stays as it came."""
    try:
        return str(Phone.parse(str(value or "")))
    except InvalidPhone:
        return str(value or "")


def date_cl(value: date | datetime | None) -> str:
    """22 de noviembre de 2026."""
    day = _day(value)
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def date_short(value: date | datetime | None) -> str:
    """22-11-2026."""
    day = _day(value)
    return formats.date_format(day, "SHORT_DATE_FORMAT") if day else ""


def days_away(value: date | datetime | None) -> str:
    """How far a day is, in words: today, tomorrow, in 3 days, 2 days ago."""
    day = _day(value)
    if day is None:
        return ""
    distance = (day - timezone.localdate()).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if distance in near:
        return near[distance]
    if distance > 0:
        return ngettext("in %(days)d day", "in %(days)d days", distance) % {"days": distance}
    return ngettext("%(days)d day ago", "%(days)d days ago", -distance) % {"days": -distance}


def _day(value: date | datetime | None) -> date | None:
    return timezone.localdate(value) if isinstance(value, datetime) else value or None
