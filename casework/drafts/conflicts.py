"""Two people, one form: who saved meanwhile, when, and what differs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.access.principals import Staff
from casework.audit import sentences
from casework.audit.models import AuditEvent
from casework.audit.queries import events_about
from casework.audit.verbs import READS
from casework.territory.models import Centre

from .tickets import Ticket


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody is told whose form was overtaken.

    rows: label, what is there now, what she typed. version: of what is there now; sending it
    back says "I have seen it, keep mine". owner: whose words are there, if it was an operator.
    """

    rows: tuple[tuple[str, str, str], ...]
    version: str
    who: str = ""
    herself: bool = False
    at: datetime | None = None
    owner: UUID | None = None


def found(rows: list[tuple[str, str, str]], *, ticket: Ticket, version: str, by: Staff) -> Conflict:
    """Give the conflict, with the role of whoever saved last, as far as the log shows it."""
    event = _last_write(ticket)
    if event is None:
        return Conflict(tuple(rows), version)
    owner = event.actor_id if event.actor_kind == "staff" else None
    return Conflict(
        tuple(rows),
        version,
        who=sentences.who(
            kind=event.actor_kind, level=event.actor_level, centre=_centre(event.actor_centre)
        ),
        herself=owner == by.operator_id,
        at=event.at,
        owner=owner,
    )


def _last_write(ticket: Ticket) -> AuditEvent | None:
    if not ticket.survivor_id:
        return None
    events = events_about(ticket.survivor_id).filter(at__gte=ticket.opened_at)
    return events.exclude(verb__in=READS).first()


def _centre(centre_id: int | None) -> str:
    shown = Centre.objects.filter(pk=centre_id, kind__secret=False) if centre_id else None
    return str(shown.values_list("name", flat=True).first() or "") if shown is not None else ""
