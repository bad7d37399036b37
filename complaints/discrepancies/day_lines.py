"""Discrepancies in somebody's day: what women said themselves, and how many wait in a centre."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.principals import Staff
from casework.cases.work.day import DayLine
from casework.identity import carried

from .models import Discrepancy, Standpoint
from .states import FINAL, State

MOST = 20
WEEK = timedelta(days=7)


def asked(by: Staff, at: datetime) -> ArraySubquery:
    """Give what women said from their own space and nobody has looked at yet."""
    rows = Discrepancy.objects.changeable_by(by).filter(state=State.OPEN, told_by=None)
    return carried.rows(rows.order_by("told_at"), MOST)


def told(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Say that one waits, without her name and without which datum it is."""
    rows = [carried.made(Discrepancy, one) for one in value]
    words = _("A woman says from her space that a datum is not right")
    return [
        DayLine(words, reverse("discrepancies:one", args=[row.pk]), "info", "alert") for row in rows
    ]


def words_asked(by: Staff, at: datetime) -> ArraySubquery:
    """Give what women wrote in their own space beside all that is written of them, of one week."""
    rows = Standpoint.objects.changeable_by(by).filter(
        target_id=None, ended_at=None, said_at__gte=at - WEEK
    )
    return carried.rows(rows.order_by("said_at"), MOST)


def words_told(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Say that there are words of hers, without her name: one line for each woman."""
    women = {carried.made(Standpoint, one).survivor_id: None for one in value}
    words = _("A woman left her words beside what is written of her")
    return [DayLine(words, reverse("discrepancies:hers", args=[pk]), "info") for pk in women]


def counted(by: Staff, at: datetime) -> Subquery:
    """Give how many data are in dispute in the centres of a head, at this moment."""
    rows = Discrepancy.objects.changeable_by(by).exclude(state__in=FINAL).order_by()
    return Subquery(rows.annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n"))


def of_centre(value: int | None, by: Staff, at: datetime) -> list[DayLine]:
    """Say it on a head's board."""
    if not value:
        return []
    words = ngettext("%(n)d datum in dispute", "%(n)d data in dispute", value) % {"n": value}
    return [DayLine(words, reverse("discrepancies:queue"), "warning", "alert")]
