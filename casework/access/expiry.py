"""What ends by itself: assignments past their dates or agreement, grants, sessions, counters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from casework.audit.actors import SYSTEM

from . import actions, grants, sessions
from .counter_cache import CounterCache
from .grant_models import Grant
from .models import Assignment, Operator


@dataclass(frozen=True, slots=True)
class Expired:
    """How many of each kind were closed."""

    what: str
    count: int


def overdue(at: datetime) -> QuerySet[Assignment]:
    """Give the assignments whose last day, or whose agreement's last day, is past."""
    today = localdate(at)
    past = Q(ends_on__lt=today) | Q(agreement__valid_to__lt=today)
    return Assignment.objects.filter(past, ended_at=None).select_related("operator")


def run(at: datetime) -> Iterator[Expired]:
    """Close everything that is over, kind by kind, telling how many. Safe to repeat."""
    steps: tuple[tuple[str, Callable[[datetime], int]], ...] = (
        ("assignments", _assignments),
        ("grants", _grants),
        ("sessions", sessions.sweep),
        ("counters", _counters),
    )
    for what, step in steps:
        yield Expired(what, step(at))


def _assignments(at: datetime) -> int:
    rows = list(overdue(at))
    for row in rows:
        with transaction.atomic():
            actions.end_assignment(row, by=SYSTEM, at=at, why="expired")
            _close_if_nothing_left(row.operator, at)
    return len(rows)


def _close_if_nothing_left(operator: Operator, at: datetime) -> None:
    """Whoever holds nothing any more is shown out at once (AB33)."""
    if not operator.assignments.filter(ended_at=None).exists():
        sessions.end_all(operator.pk, by=SYSTEM, at=at, why="expired")


def _grants(at: datetime) -> int:
    rows = list(Grant.objects.filter(ends_at__lte=at, ended_at=None))
    for row in rows:
        grants.end(row, by=SYSTEM, at=at)
    return len(rows)


def _counters(at: datetime) -> int:
    """Only the database cache needs sweeping; others forget by themselves."""
    backend = caches["default"]
    return backend.cull() if isinstance(backend, CounterCache) else 0
