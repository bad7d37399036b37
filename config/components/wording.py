"""Filters: RUN, phones, dates and days in words."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def run(value: object) -> str:
    """A RUN as people write it: 12.345.678-5. What cannot be one is left as it came."""
    text = str(value or "")
    plain = "".join(sign for sign in text if sign.isalnum()).upper()
    if len(plain) < 2 or not plain[:-1].isdigit() or "*" in text:
        return text
    return f"{int(plain[:-1]):,}".replace(",", ".") + f"-{plain[-1]}"


def phone(value: object) -> str:
    """A Chilean phone in the usual groups: +56 9 8765 4321, +56 32 212 3456, 1455."""
    text = str(value or "")
    digits = "".join(sign for sign in text if sign.isdigit())
    national = digits[2:] if digits.startswith("56") and len(digits) == 11 else digits
    if len(national) != 9:
        return text
    code, rest = (1, 4) if national[0] in "29" else (2, 3)
    head, middle, tail = national[:code], national[code : code + rest], national[code + rest :]
    return f"+56 {head} {middle} {tail}"


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
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value or None
