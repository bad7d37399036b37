"""Filing a question or complaint: one way for every door, with or without a name (law 4, OI-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from casework.access.principals import Principal, Staff
from casework.documents import store
from casework.documents.uploads import CleanFile
from casework.identity.records import new_id
from casework.territory.validity import chilean_day
from complaints.rights import codes
from complaints.rights.keys import filing_with, new_key
from complaints.rights.numbers import new_number

from . import rules, thread
from .choices import Entry, Way
from .models import Ticket, TicketFile
from .receipts import has_receipt, seal_receipt
from .term_models import term_on

TRIES = 5


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody writes. name and answer_address may be empty: nobody has to say who she is.

    survivor_id: by herself in her space, or by her team. centre_id: of the worker who writes.
    """

    kind: str
    words: str
    way: str
    name: str = ""
    answer_address: str = ""
    survivor_id: UUID | None = None
    centre_id: int | None = None
    files: Sequence[CleanFile] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """What is told to who wrote. code: said once; empty in her own space, where none is needed.

    receipt: one can be opened. proposal: the time is a proposal nobody confirmed yet (law OI-01).
    """

    ticket_id: UUID
    number: str
    code: str
    due_at: datetime
    proposal: bool
    receipt: bool = False


@transaction.atomic
def file(*, writing: Writing, by: Principal, at: datetime) -> Filed:
    """File it and give number, code and deadline. Open 24 hours a day, every day (OI-03).

    Raises OirsTerm.DoesNotExist, store.StoreFull.
    """
    term = term_on(writing.kind, chilean_day(at))
    code = "" if writing.way == Way.SPACE else codes.new_code()
    ticket = Ticket(
        id=new_id(), key_id=new_key(), number=new_number(), kind=writing.kind, way=writing.way,
        code_digest=codes.digest(code) if code else None, survivor_id=writing.survivor_id,
        filed_at=at, term=term, days=term.working_days, route_by=rules.route_by(at),
        due_at=rules.due_at(at, term.working_days), centre_id=writing.centre_id,
        received_by=by.operator_id if isinstance(by, Staff) else None, name=writing.name,
        answer_address=writing.answer_address,
    )  # fmt: skip
    with filing_with(ticket.key_id, ticket.pk):
        _save(ticket)
        thread.add(ticket, Entry.FILED, by=by, at=at, words=writing.words)
        keep_files(ticket, writing.files, by, at)
        if has_receipt(ticket):
            seal_receipt(ticket, by=by.actor, at=at)
    return Filed(ticket.pk, ticket.number, code, ticket.due_at, term.proposal, has_receipt(ticket))


def _save(ticket: Ticket) -> None:
    """Save under a number nobody has; whoever files cannot look, so it tries."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                ticket.save(force_insert=True)
            return
        except IntegrityError:
            if not left:
                raise
            ticket.number = new_number()


def keep_files(ticket: Ticket, files: Sequence[CleanFile], by: Principal, at: datetime) -> None:
    """Keep files, already made harmless, sealed with its own key. Raises store.StoreFull."""
    for clean in files:
        stored = store.put(
            clean.data, key_id=ticket.key_id, name=clean.name, content_type=clean.content_type,
            scanned=clean.scanned, follows=False,
        )  # fmt: skip
        TicketFile(
            ticket=ticket, stored_file=stored, at=at,
            added_by=by.operator_id if isinstance(by, Staff) else None,
        ).save(force_insert=True)  # fmt: skip
