"""What happened at her door and her team should know, in its day (safety.md 1.2).

Always: the number for emergencies was used; she closed her space herself. Only if she wanted it:
somebody came in with her ClaveUnica and not with her number. No message leaves, and nobody is
named: the line leads to her file.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.cases.work.day import DayLine
from casework.survivors.models import Door

MOST = 20
STILL_TYPING = timedelta(minutes=10)  # as long as a visit may be idle: she may yet bring her number
# The same condition as the index of the doors (casework.survivors.door_sql.TOLD).
TOLD = (
    Q(duress_at__isnull=False)
    | Q(unkeyed_at__isnull=False)
    | Q(frozen_at__isnull=False, changed_by__isnull=True)
)
_COLUMNS = {
    "her": "survivor_id", "duress": "duress_at", "unkeyed": "unkeyed_at", "frozen": "frozen_at",
    "changed": "changed_by",
}  # fmt: skip


def warned_doors(by: Staff, at: datetime) -> ArraySubquery:
    """Give the doors of the asker's centres at which something happened."""
    rows = Door.objects.visible_to(by).filter(TOLD).order_by("survivor_id")
    return ArraySubquery(rows.values(one=JSONObject(**_COLUMNS))[:MOST])


def day_lines(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Say what happened, the gravest of each door."""
    return [line for one in value if (line := _line(one, at))]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line looks and which page of her file it leads to."""

    words: str
    tone: str
    icon: str
    page: str


def _line(door: dict[str, Any], at: datetime) -> DayLine | None:
    if door["duress"]:
        words = _("A woman may be forced: the number for emergencies was used on %(at)s.")
        return _said(door, "duress", _Look(words, "danger", "stop", "survivors:file"))
    if door["frozen"] and not door["changed"]:
        words = _("A woman closed her own space on %(at)s. Ask her whether she is well.")
        return _said(door, "frozen", _Look(words, "warning", "lock", "survivors:door"))
    came = parse_datetime(door["unkeyed"] or "")
    if came is None or at - came < STILL_TYPING:
        return None
    words = _("Somebody came in with a woman's ClaveÚnica and without her number on %(at)s.")
    return _said(door, "unkeyed", _Look(words, "warning", "alert", "survivors:door"))


def _said(door: dict[str, Any], since: str, look: _Look) -> DayLine:
    when = parse_datetime(door[since])
    assert when is not None
    told = date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT")
    url = reverse(look.page, args=[door["her"]])
    return DayLine(look.words % {"at": told}, url, look.tone, look.icon)
