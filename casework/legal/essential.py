"""What the head of her file says of legal work: duties that run, secrecy, measures."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Count, Expression, F, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.survivors.essentials import Asked, Essential, Line
from casework.territory.validity import chilean_day

from .choices import BreachResult, MeasureState
from .duty_models import CifFlag, ReportingDuty
from .duty_rules import left_in_words
from .measure_models import Breach, ProtectiveMeasure
from .queries import OPEN_DUTIES
from .rules import Standing, standing
from .rules import left_in_words as until_in_words


def _one(rows: Any, **shown: Any) -> Any:
    return Subquery(rows.values(one=JSONObject(**shown))[:1], output_field=JSONField())


def _duty() -> Expression:
    rows = ReportingDuty.objects.filter(survivor=OuterRef("pk"), state__in=OPEN_DUTIES)
    return _one(rows.order_by("due_at"), id=F("id"), due=F("due_at"))


def _duty_line(value: Any, asked: Asked) -> Line | None:
    if value is None:
        return None
    due_at = datetime.fromisoformat(value["due"])
    url = reverse("legal:duty", args=[asked.survivor_id, UUID(value["id"])])
    words = _("%(left)s to report or say why not.") % {"left": left_in_words(due_at, asked.at)}
    return Line(_("Duty to report"), words, "danger", "clock", url)


def _secrecy() -> Expression:
    rows = ProtectiveMeasure.objects.filter(
        survivor=OuterRef("pk"), state=MeasureState.IN_FORCE, kind__reserves_identity=True
    )
    flags = CifFlag.objects.filter(survivor=OuterRef("pk"), until=None)
    return JSONObject(
        reserved=_one(rows, id=F("id")), cif=_one(flags, degree=F("degree")),
    )  # fmt: skip


def _secrecy_line(value: Any, asked: Asked) -> Line | None:
    marks = []
    if value and value["reserved"]:
        marks.append(_("A court ordered to keep her identity secret: name her to nobody outside."))
    if value and value["cif"]:
        marks.append(_("Marked for the team of the circuit of femicide (CIF)."))
    if not marks:
        return None
    url = reverse("legal:list", args=[asked.survivor_id])
    return Line(_("Reserved"), " ".join(marks), "danger", "lock", url)


def _measures() -> Expression:
    mine = ProtectiveMeasure.objects.filter(survivor=OuterRef("pk"), state=MeasureState.IN_FORCE)
    grouped = mine.order_by().values("survivor")
    ends = grouped.annotate(one=JSONBAgg("ends_on")).values("one")
    broken = Breach.objects.filter(
        survivor=OuterRef("pk"), withdrawn_at=None, result=BreachResult.PENDING,
        measure__state=MeasureState.IN_FORCE,
    )  # fmt: skip
    counted = broken.order_by().values("survivor").annotate(one=Count("pk")).values("one")
    return JSONObject(ends=Subquery(ends, output_field=JSONField()), breaches=Subquery(counted))


def _measures_line(value: Any, asked: Asked) -> Line | None:
    """Say how many are in force, what ends next, what expired and what was broken."""
    ends = [date.fromisoformat(day) if day else None for day in (value or {}).get("ends") or ()]
    if not ends:
        return None
    today = chilean_day(asked.at)
    where = [standing(MeasureState.IN_FORCE, day, today) for day in ends]
    expired = where.count(Standing.EXPIRED)
    active, breaches = len(ends) - expired, value["breaches"] or 0
    coming = min((day for day in ends if day and day >= today), default=None)
    parts = [ngettext("%(n)d in force", "%(n)d in force", active) % {"n": active}]
    if coming:
        parts.append(_("the next one %(left)s") % {"left": until_in_words(coming, today)})
    if expired:
        words = ngettext("%(n)d expired, not renewed", "%(n)d expired, not renewed", expired)
        parts.append(words % {"n": expired})
    if breaches:
        words = ngettext("%(n)d breach without an answer", "%(n)d breaches without an answer",
                         breaches)  # fmt: skip
        parts.append(words % {"n": breaches})
    danger = bool(expired or breaches or Standing.URGENT in where)
    tone = "danger" if danger else "warning" if Standing.ENDING in where else "success"
    url = reverse("legal:list", args=[asked.survivor_id])
    return Line(_("Measures"), " · ".join(parts), tone, "shield", url)


DUTY = Essential("duty", 5, _duty, _duty_line)
SECRECY = Essential("secrecy", 6, _secrecy, _secrecy_line)
MEASURES = Essential("measures", 40, _measures, _measures_line)
