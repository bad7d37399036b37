"""Requests in somebody's day: ten, five and one day before the end, and once late (law DP-07)."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.cases.work.day import DayLine
from casework.identity import carried

from . import queries, rules, shown
from .models import RightsRequest
from .states import State

AHEAD = timedelta(days=max(rules.ALERTS) + 1)
MOST = 20


def asked(by: Staff, at: datetime) -> ArraySubquery:
    """Give what an alert may stand for and what waits to be confirmed or taken on."""
    presses = Q(end__lte=at + AHEAD) | Q(state=State.HELD, hold_until__lte=at)
    soon = queries.still_open(by).filter(presses | Q(assigned_to=None, route_by__lte=at))
    return carried.rows(soon, MOST)


def mine(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Give what presses of what she took on, and what nobody took on, for a worker's day."""
    return [
        line_of(one, at)
        for one in _pressing(value, at)
        if one.assigned_to in (by.operator_id, None)
    ]


def of_centre(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Give all that presses in the centre, for its head."""
    return [line_of(one, at) for one in _pressing(value, at)]


def _pressing(value: list[dict[str, Any]], at: datetime) -> list[RightsRequest]:
    found = [carried.made(RightsRequest, one) for one in value]
    return [one for one in found if presses(one, at)]


def presses(request: RightsRequest, at: datetime) -> bool:
    """Say whether it has to be done now: to confirm, to take on, or near its end."""
    confirm = request.state == State.HELD and bool(request.hold_until and request.hold_until <= at)
    nobody = request.assigned_to is None and request.route_by <= at
    return confirm or nobody or rules.alert_day(request.ends_at, at) is not None


def line_of(request: RightsRequest, at: datetime) -> DayLine:
    """Say it, by its number."""
    clock = shown.clock_of(request, at)
    words = _("Request %(number)s: %(time)s") % {"number": request.number, "time": clock.words}
    if request.state == State.HELD and request.hold_until and request.hold_until <= at:
        words = _("Request %(number)s: to be confirmed with her") % {"number": request.number}
    elif request.assigned_to is None and request.route_by <= at:
        words = _("Request %(number)s: nobody took it on, %(time)s") % {
            "number": request.number, "time": clock.words,
        }  # fmt: skip
    url = reverse("rights:request", args=[request.pk])
    return DayLine(words, url, clock.tone, "clock")
