"""Reads of discrepancies: what one principal may open, the queue, and the unit's figures."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from casework.access.principals import Staff
from casework.survivors.models import Survivor

from .models import Discrepancy, DiscrepancyCause
from .states import FINAL

RELATED = ("survivor", "request", "cause", "passed_to")


def open_one(pk: UUID, by: Staff) -> Discrepancy:
    """Give one to somebody who works on it. Raises Discrepancy.DoesNotExist for everyone else."""
    rows = Discrepancy.objects.changeable_by(by).select_related(*RELATED)
    found: Discrepancy = rows.get(pk=pk)
    return found


def waiting(by: Staff) -> QuerySet[Discrepancy]:
    """Give those of her centres that are not over, the next to end first."""
    rows = Discrepancy.objects.changeable_by(by).exclude(state__in=FINAL)
    end = Coalesce("request__extended_to", "request__due_at")
    return rows.select_related(*RELATED).annotate(ends=end).order_by("ends", "pk")


def of_survivor(survivor: Survivor, by: Staff) -> list[Discrepancy]:
    """Give what one woman said was wrong, newest first."""
    rows = Discrepancy.objects.visible_to(by).filter(survivor=survivor)
    return list(rows.select_related(*RELATED).order_by("-told_at"))


@dataclass(frozen=True, slots=True)
class Figures:
    """A cause as the unit counts it. days: the median from telling to deciding, None without."""

    name: str
    waiting: int
    late: int
    corrected: int
    partly: int
    kept: int
    days: int | None


def figures() -> list[Figures]:
    """Give counts and times by cause: the whole country to the officer, her centres to a head.

    Who is nobody of the two gets none: the database decides. What waits has no cause yet.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_discrepancy_figures()")
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    named = {"": "", **{one.pk: one.name for one in DiscrepancyCause.objects.all()}}
    return [_figures(name, found[code]) for code, name in named.items() if code in found]


def _figures(name: str, row: tuple[Any, ...]) -> Figures:
    waiting, late, corrected, partly, kept, days = row
    median = None if days is None else round(days)
    return Figures(name, waiting, late, corrected, partly, kept, median)
