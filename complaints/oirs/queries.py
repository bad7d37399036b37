"""Reads of questions and complaints: one principal's, the queue, a thread."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import Ticket, TicketEntry
from .states import FINAL
from .thread import TARGET


def open_ticket(ticket_id: UUID, *, by: Staff, at: datetime) -> Ticket:
    """Give one to somebody who works on it, and log the reading. Raises Ticket.DoesNotExist."""
    rows = Ticket.objects.answered_by(by).select_related("centre", "term", "survivor")
    found: Ticket = rows.get(pk=ticket_id)
    record(
        Verb.OIRS_READ, by=by.actor, at=at, target=Target(TARGET, str(found.pk)),
        subject=found.survivor_id, purpose="request",
    )  # fmt: skip
    return found


def still_open(by: Staff) -> QuerySet[Any]:
    """Give those she may see that are not over, the next to end first."""
    rows = Ticket.objects.visible_to(by).exclude(state__in=FINAL)
    return rows.annotate(end=Coalesce("extended_to", "due_at")).order_by("end", "pk")


def over(by: Staff) -> QuerySet[Any]:
    """Give those that are over, the newest first."""
    rows = Ticket.objects.visible_to(by).filter(state__in=FINAL)
    return rows.order_by("-updated_at", "pk")


def of_survivor(survivor_id: UUID, by: Staff) -> QuerySet[Any]:
    """Give what one woman asked, as far as this reader works on it, newest first."""
    rows = Ticket.objects.answered_by(by).filter(survivor_id=survivor_id)
    return rows.select_related("centre").order_by("-filed_at")


def tickets_of(by: SurvivorPrincipal) -> list[Ticket]:
    """Give all she wrote from her space or through her team, newest first."""
    rows = Ticket.objects.visible_to(by).select_related("centre")
    return list(rows.prefetch_related("files").order_by("-filed_at"))


def what_she_reads(ticket: Ticket) -> list[TicketEntry]:
    """Give its thread without what is internal; the database gives it to nobody else either."""
    return list(ticket.entries.filter(inside=False))
