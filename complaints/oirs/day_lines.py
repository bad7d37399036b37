"""Questions and complaints in somebody's day: near their end, late, denounced, of nobody yet."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.cases.work.day import DayLine
from casework.identity import carried

from . import queries, shown
from .models import Ticket

AHEAD = timedelta(days=5)
MOST = 20


def asked(by: Staff, at: datetime) -> ArraySubquery:
    """Give what is near its end, denounced, or of nobody yet."""
    presses = Q(end__lte=at + AHEAD) | Q(denounced_at__isnull=False)
    nobody = Q(assigned_to=None, route_by__lte=at)
    return carried.rows(queries.still_open(by).filter(presses | nobody), MOST)


def mine(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Give what presses of what she took on, and what nobody took on, for a worker's day."""
    found = [carried.made(Ticket, one) for one in value]
    return [_line(one, at) for one in found if one.assigned_to in (by.operator_id, None)]


def of_centre(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Give all that presses in the centre, for its head: the superior of a denounced delay."""
    return [_line(carried.made(Ticket, one), at) for one in value]


def _line(ticket: Ticket, at: datetime) -> DayLine:
    time, tone = shown.clock(ticket, at)
    words = _("Question or complaint %(number)s: %(time)s")
    if ticket.denounced_at is not None:
        words, tone = _("Delay denounced, %(number)s: %(time)s"), "danger"
    url = reverse("oirs:ticket", args=[ticket.pk])
    return DayLine(words % {"number": ticket.number, "time": time}, url, tone, "message")
