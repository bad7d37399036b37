"""Writing down what happens to a question or complaint: its line and the log's row."""

from datetime import datetime

from casework.access.crossing import Overtaken
from casework.access.principals import Principal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .choices import INSIDE, Entry
from .models import Ticket, TicketEntry
from .states import State, may_move

TARGET = "oirs"
VERBS = {Entry.FILED: Verb.OIRS_FILED, Entry.ANSWERED: Verb.OIRS_ANSWERED}


class CannotMove(Overtaken):
    """It is no longer where this act begins; the page shows where it is now."""


def add(
    ticket: Ticket,
    what: Entry,
    *,
    by: Principal,
    at: datetime,
    words: str = "",
    before: str = "",
) -> TicketEntry:
    """Add a line and the log's row. Internal kinds are never shown to who wrote."""
    actor = by.actor
    entry = TicketEntry(
        ticket=ticket, key_id=ticket.key_id, at=at, what=what, inside=what in INSIDE,
        before=before, after=ticket.state, actor_kind=actor.kind, actor_id=actor.id, words=words,
    )  # fmt: skip
    entry.save(force_insert=True)
    record(
        VERBS.get(what, Verb.OIRS_MOVED), by=actor, at=at, target=Target(TARGET, str(ticket.pk)),
        subject=ticket.survivor_id, purpose="request",
        detail={"what": str(what), "kind": str(ticket.kind), "state": str(ticket.state)},
    )  # fmt: skip
    return entry


def move(
    ticket: Ticket,
    after: State,
    what: Entry,
    *,
    by: Principal,
    at: datetime,
    fields: tuple[str, ...] = (),
    words: str = "",
) -> Ticket:
    """Move it, save it with the named fields and write it down. Raises CannotMove."""
    if not may_move(ticket.state, after):
        raise CannotMove(f"{ticket.state} -> {after}")
    before, ticket.state = ticket.state, after
    ticket.save(update_fields=["state", "updated_at", *fields])
    add(ticket, what, by=by, at=at, words=words, before=before)
    return ticket
