"""Reads of opinions: what she may be asked now, and protected figures. Never an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

from casework.access.principals import Staff, SurvivorPrincipal
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from .choices import Topic
from .models import OpinionInvitation
from .rules import Share

HIDDEN: Share = (None, None)


def open_now(by: SurvivorPrincipal | Staff, survivor_id: UUID, at: datetime) -> "QuerySet[Any]":
    """Give what she may be asked now, the oldest first; nothing before a safety step."""
    day = chilean_day(at)
    waits = Func(
        F("survivor_id"), Value(at), function="siivbg_opinion_waits", output_field=BooleanField()
    )
    rows = OpinionInvitation.objects.visible_to(by).filter(
        survivor_id=survivor_id, over=False, from_day__lte=day, until_day__gte=day
    )
    return rows.annotate(waits=waits).filter(waits=False).order_by("from_day", "pk")


@dataclass(frozen=True, slots=True)
class Figure:
    """One protected figure. centre None: the country. moment "": all. n None: it stays hidden.

    shares: for each question, how many gave 6 or 7 and how many 1 to 4; None: it stays hidden.
    """

    centre: int | None
    moment: str
    n: int | None
    means: tuple[float | None, float | None, float | None]
    shares: tuple[Share, ...] = ()


def figures(quarter: date) -> list[Figure]:
    """Give the protected figures of a quarter that is over; nothing of one that is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_opinions(%s)", [quarter])
        rows = cursor.fetchall()
        cursor.execute("SELECT * FROM siivbg_opinion_shares(%s)", [quarter])
        told = {(centre, after, topic): (high, low)
                for centre, after, topic, high, low in cursor.fetchall()}  # fmt: skip
    return [
        Figure(
            row[0], row[1] or "", row[2], (row[3], row[4], row[5]),
            tuple(told.get((row[0], row[1], topic), HIDDEN) for topic in Topic.values),
        )
        for row in rows
    ]  # fmt: skip


def centres_of(by: Staff) -> Iterable[Centre]:
    """Give the centres whose figures she reads: those within one of her assignments."""
    rows = Centre.objects.select_related("comuna").order_by("code")
    return [one for one in rows if any(_within(held, one) for held in by.assignments)]


def _within(held: object, centre: Centre) -> bool:
    number = getattr(held, "centre_id", None)
    if number is not None:
        return bool(number == centre.pk)
    executor = getattr(held, "executor_id", None)
    if executor is not None and centre.executor_id != executor:
        return False
    region = getattr(held, "region_code", "")
    return not region or centre.comuna.region_code == region
