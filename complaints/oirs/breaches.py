"""What was not done in time (law OI-02: report of breaches): routing, answers, denounced delays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from casework.access.principals import Staff

from .models import Ticket
from .states import FINAL

MOST = 200


@dataclass(frozen=True, slots=True)
class Breach:
    """One that was late. answer, route: late by these; denounced: she said so.

    opens: the reader may open it, not only count it.
    """

    ticket: Ticket
    answer: bool
    route: bool
    denounced: bool
    opens: bool = False


def breaches(by: Staff, since: datetime, at: datetime) -> list[Breach]:
    """Give those filed since then that broke a clock, the newest first."""
    rows = (
        Ticket.objects.visible_to(by).filter(filed_at__gte=since)
        .annotate(end=Coalesce("extended_to", "due_at"))
        .filter(
            Q(answered_at__gt=F("end")) | Q(denounced_at__isnull=False)
            | ~Q(state__in=FINAL) & (Q(end__lt=at) | Q(assigned_to=None, route_by__lt=at))
        ).select_related("centre").order_by("-filed_at")[:MOST]
    )  # fmt: skip
    return [_breach(one, by, at) for one in rows]


def _breach(ticket: Ticket, by: Staff, at: datetime) -> Breach:
    open_now = ticket.state not in FINAL
    ended = ticket.answered_at or (at if open_now else None)
    return Breach(
        ticket, ended is not None and ended > ticket.ends_at,
        open_now and ticket.assigned_to is None and at > ticket.route_by,
        ticket.denounced_at is not None,
        ticket.centre_id is None or ticket.centre_id in by.case_centres,
    )  # fmt: skip


def counts(found: Iterable[Breach]) -> dict[str, int]:
    """Give how many of each."""
    rows = list(found)
    return {
        "answer": sum(one.answer for one in rows), "route": sum(one.route for one in rows),
        "denounced": sum(one.denounced for one in rows),
    }  # fmt: skip
