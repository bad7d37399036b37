"""Filters of the case list: codes only, so that an address or a saved filter names nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_models import Task
from casework.cases.task_shown import OPEN, pressing
from casework.survivors.levels import Level

MINE, NOBODY = "yo", "nadie"
PERIODS: dict[str, tuple[int, str | Promise]] = {
    "30": (30, _("Opened in the last 30 days")),
    "90": (90, _("Opened in the last 90 days")),
    "365": (365, _("Opened in the last year")),
}
KEYS = ("etapa", "a_cargo", "riesgo", "periodo", "atraso")


def _is_somebody(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for, already checked; anything unknown counts as not asked."""

    stage: str = ""
    in_charge: str = ""
    level: str = ""
    period: str = ""
    late: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Filter":
        """Read an address or a saved filter."""
        asked = {key: str(data.get(key) or "") for key in KEYS}
        someone = asked["a_cargo"]
        named = someone in {MINE, NOBODY} or _is_somebody(someone)
        return cls(
            stage=asked["etapa"] if asked["etapa"] in Stage.values else "",
            in_charge=someone if named else "",
            level=asked["riesgo"] if asked["riesgo"] in Level.values else "",
            period=asked["periodo"] if asked["periodo"] in PERIODS else "",
            late=asked["atraso"] == "1",
        )

    def codes(self) -> dict[str, str]:
        """Give what is asked for as it stands in an address."""
        given = (self.stage, self.in_charge, self.level, self.period, "1" if self.late else "")
        return {key: value for key, value in zip(KEYS, given, strict=True) if value}

    @property
    def address(self) -> str:
        """Give the query part of an address."""
        return urlencode(self.codes())

    def narrow(self, rows: QuerySet[Case], by: Staff, at: datetime) -> QuerySet[Case]:
        """Give the cases that fit. rows: already those the asker may see, with their `level`."""
        rows = rows.filter(stage=self.stage) if self.stage else rows.filter(closed_at=None)
        if self.in_charge:
            who = {MINE: by.operator_id, NOBODY: None}
            rows = rows.filter(in_charge=who.get(self.in_charge, self.in_charge))
        if self.level:
            unknown = Q(level=None) if self.level == Level.NOT_ASSESSED else Q(pk=None)
            rows = rows.filter(Q(level=self.level) | unknown)
        if self.period:
            rows = rows.filter(opened_at__gte=at - timedelta(days=PERIODS[self.period][0]))
        return rows.filter(is_late(at)) if self.late else rows


def is_late(at: datetime) -> Exists:
    """Say of a case whether a task about her is overdue in its centre."""
    rows = Task.objects.filter(
        OPEN, survivor_id=OuterRef("survivor_id"), centre_id=OuterRef("centre_id")
    )
    return Exists(pressing(rows, at).filter(due_at__lt=at))
