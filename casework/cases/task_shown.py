"""Which open tasks stand in lists: of several warnings of one thing, only the one that counts now.

A measure warns 60, 30 and 10 days before its end, a duty twice before its hours are over. Those
are one thing to do: what is due next stands for them, or, when all are over, the last of them.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from .task_models import Task
from .tasks import ladders

OPEN = Q(done_at=None, cancelled_at=None)


def pressing(rows: QuerySet[Task], at: datetime | None = None) -> QuerySet[Task]:
    """Leave out the warnings that another one of the same record stands for. at: now, if None."""
    now: Any = Now() if at is None else at
    hidden = Q()
    for kinds in ladders().values():
        later = _others(kinds).filter(due_at__gt=OuterRef("due_at"))
        sooner = _others(kinds).filter(due_at__gte=now, due_at__lt=OuterRef("due_at"))
        hidden |= Q(Exists(later), kind__in=kinds, due_at__lt=now)
        hidden |= Q(Exists(sooner), kind__in=kinds, due_at__gte=now)
    return rows.exclude(hidden) if hidden else rows


def _others(kinds: list[str]) -> QuerySet[Task]:
    """Give the open warnings of the same thing about the same record."""
    return Task.objects.filter(
        OPEN, kind__in=kinds, survivor=OuterRef("survivor"), centre=OuterRef("centre"),
        target_kind=OuterRef("target_kind"), target_id=OuterRef("target_id"),
    )  # fmt: skip
