"""Her risk in the head of the file and in lists: the level and its clock, in one expression.

Its raw value, for rooms that order by it, is {"level", "on", "until", "stale", "doubt"} or None.
"""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    F,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject, Now
from django.urls import reverse
from django.utils import dateparse, timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.survivors.essentials import Asked, Essential, Line
from casework.survivors.levels import Level

from .models import RiskResult

LABEL = gettext_lazy("Risk")


def subquery() -> Subquery:
    """Give the latest standing result of each woman."""
    stale = Case(
        When(Q(valid_until__lt=Now()), then=Value(True)),
        default=Value(False), output_field=BooleanField(),
    )  # fmt: skip
    rows = RiskResult.objects.filter(survivor=OuterRef("pk"), withdrawn_at=None)
    shown = JSONObject(
        level=F("level"), on=F("assessed_at"), until=F("valid_until"), stale=stale,
        doubt=F("vital_unknown"),
    )  # fmt: skip
    latest = rows.order_by("-assessed_at", "-id").values(one=shown)[:1]
    return Subquery(latest, output_field=JSONField())


def line(value: Any, asked: Asked) -> Line:
    """Say it: never assessed and stale are said as loudly as a high level."""
    url = reverse("risk:history", args=[asked.survivor_id])
    if value is None or value["level"] == Level.NOT_ASSESSED:
        words = _("Not assessed: assess it.")
        return Line(LABEL, words, "warning", "alert", url, pinned=True)
    level = Level(value["level"])
    word = str(level.label) + (_(" (or vital: the source does not say)") if value["doubt"] else "")
    until = dateparse.parse_datetime(value["until"])
    assert until is not None
    if until < asked.at:
        words = _("%(level)s, out of date since %(day)s: assess it again.")
        return Line(LABEL, words % {"level": word, "day": _day(until)}, "danger", "clock", url)
    words = _("%(level)s, assess again by %(day)s.") % {"level": word, "day": _moment(level, until)}
    sign = "alert" if level.rank > 2 else "shield"
    return Line(LABEL, words, level.tone, sign, url, pinned=True)


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


def _moment(level: Level, moment: Any) -> str:
    """Vital runs in hours, so the hour matters."""
    local = timezone.localtime(moment)
    return f"{_day(moment)}, {local:%H:%M}" if level == Level.VITAL else _day(moment)


RISK = Essential("risk", 10, subquery, line)
