"""Reads of discrepancies: what one principal may open, the queue, and the unit's figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from casework.access.principals import Staff
from casework.survivors.models import Survivor
from casework.survivors.registry import naming

from . import rules
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
    """A cause as the unit counts it; None where the number is too small to be shown.

    days: the median from telling to deciding. over: how many were decided.
    """

    name: str
    waiting: rules.Cell
    late: rules.Cell
    corrected: rules.Cell
    partly: rules.Cell
    kept: rules.Cell
    over: rules.Cell
    days: int | None


def figures() -> list[Figures]:
    """Give counts and times by cause: the whole country to the officer, her centres to a head.

    Who is nobody of the two gets none: the database decides. What waits has no cause yet.
    """
    found = {row[0]: row[1:] for row in _asked("SELECT * FROM siivbg_discrepancy_figures()")}
    named = {"": "", **{one.pk: one.name for one in DiscrepancyCause.objects.all()}}
    return [_figures(name, found[code]) for code, name in named.items() if code in found]


def _asked(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _figures(name: str, row: tuple[Any, ...]) -> Figures:
    waiting, late, corrected, partly, kept, days = row
    (_on_time, behind), still = rules.protected([waiting - late, late])
    (right, half, same), over = rules.protected([corrected, partly, kept])
    median = None if days is None or over is None else round(days)
    return Figures(name, still, behind, right, half, same, over, median)


@dataclass(frozen=True, slots=True)
class Marked:
    """A field, and of how many women it is in dispute now; None: too few to be shown."""

    label: str
    count: rules.Cell


def marked_now(day: date) -> list[Marked]:
    """Give which data are in dispute at this moment, the most first, to the same two readers.

    They are counted apart from what can be relied on: asked of the database each time. Together
    they are what waits in `figures`, hence hidden as the cells of a row whose total is shown.
    """
    rows = _asked("SELECT * FROM siivbg_disputed_now()")
    shown, _total = rules.protected([n for _code, n in rows])
    found = [Marked(naming.field_name(row[0], day), n) for row, n in zip(rows, shown, strict=True)]
    return sorted(found, key=lambda one: (-(one.count or 0), one.label))
