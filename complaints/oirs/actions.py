"""Working on a question or complaint: taken on, passed on, completed, extended, answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from casework.access.levels import Level
from casework.access.principals import Staff
from casework.documents.uploads import CleanFile
from casework.territory.models import Centre
from complaints.rights.rules import short_reason

from . import closing, rules, thread
from .choices import RESERVED, Entry
from .filing import keep_files
from .models import Ticket
from .states import FINAL, State


class OirsRefused(Exception):
    """The act is not allowed now; the message says why, in words for the screen."""


def locked(ticket: Ticket, by: Staff) -> Ticket:
    """Read it anew for changing it, alone. Raises Ticket.DoesNotExist if not hers to work on."""
    rows = Ticket.objects.answered_by(by).select_for_update(of=("self",))
    found: Ticket = rows.get(pk=ticket.pk)
    return found


@transaction.atomic
def take(*, ticket: Ticket, by: Staff, at: datetime) -> Ticket:
    """Take it on: from now on somebody answers for it. Raises OirsRefused without an owner."""
    kept = locked(ticket, by)
    if kept.state in FINAL:
        raise OirsRefused(_("It is over."))
    if kept.centre_id is None and kept.kind not in RESERVED:
        raise OirsRefused(_("Pass it first to the centre it belongs to."))
    kept.assigned_to = by.operator_id
    if kept.state == State.FILED:
        return thread.move(kept, State.WORKING, Entry.TAKEN, by=by, at=at, fields=("assigned_to",))
    kept.save(update_fields=["assigned_to", "updated_at"])
    thread.add(kept, Entry.TAKEN, by=by, at=at)
    return kept


@transaction.atomic
def route(*, ticket: Ticket, to: Centre, by: Staff, at: datetime, reason: str = "") -> None:
    """Pass it to the centre it belongs to (law OI-02). Afterwards who passed it sees it no more.

    Raises OirsRefused when it is over or is there already.
    """
    kept = locked(ticket, by)
    if kept.state in FINAL:
        raise OirsRefused(_("It is over."))
    if kept.centre_id == to.pk:
        raise OirsRefused(_("It is there already."))
    thread.add(kept, Entry.ROUTED, by=by, at=at, words=reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_ticket_routed(%s, %s, %s)", [kept.pk, to.pk, at])
        (done,) = cursor.fetchone() or (False,)
    if not done:
        raise OirsRefused(_("It could not be passed on. Look at where it is now."))


@transaction.atomic
def give_away(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> None:
    """Give a claim about one's own team to who answers outside the centre; it is seen no more.

    Only its head does: nobody answers for the people she leads, or for herself. Raises OirsRefused.
    """
    kept = locked(ticket, by)
    if kept.centre_id not in by.heads:
        raise OirsRefused(_("Only the head of the centre gives it away."))
    thread.add(kept, Entry.ROUTED, by=by, at=at, words=words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_ticket_given_up(%s, %s)", [kept.pk, at])
        (done,) = cursor.fetchone() or (False,)
    if not done:
        raise OirsRefused(_("It could not be passed on. Look at where it is now."))


@transaction.atomic
def write_note(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> None:
    """Write an internal note: of the service, never shown to who wrote."""
    thread.add(locked(ticket, by), Entry.NOTE, by=by, at=at, words=words)


@transaction.atomic
def tell(
    *, ticket: Ticket, words: str, by: Staff, at: datetime, files: Sequence[CleanFile] = ()
) -> None:
    """Write something to who wrote. Raises OirsRefused once it is over, store.StoreFull."""
    kept = locked(ticket, by)
    if kept.state in FINAL:
        raise OirsRefused(_("It is over."))
    thread.add(kept, Entry.TOLD, by=by, at=at, words=words)
    keep_files(kept, files, by, at)


@transaction.atomic
def ask_to_complete(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> Ticket:
    """Ask for what is missing: five working days, once (law OI-05). Raises OirsRefused."""
    kept = locked(ticket, by)
    if kept.fix_asked_at is not None:
        raise OirsRefused(_("It was asked for once already."))
    kept.fix_asked_at, kept.fix_until = at, rules.fix_until(at)
    fields = ("fix_asked_at", "fix_until")
    return thread.move(
        kept, State.COMPLETING, Entry.ASKED, by=by, at=at, fields=fields, words=words
    )


@transaction.atomic
def complete(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> Ticket:
    """Write down what she brought, or go on with what there is. Raises CannotMove."""
    kept = locked(ticket, by)
    return thread.move(kept, State.WORKING, Entry.COMPLETED, by=by, at=at, words=words)


@transaction.atomic
def note_reached(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> Ticket:
    """Write down that she was looked for by her safe way (law OI-05)."""
    kept = locked(ticket, by)
    kept.reached_at = at
    kept.save(update_fields=["reached_at", "updated_at"])
    thread.add(kept, Entry.REACHED, by=by, at=at, words=words)
    return kept


@transaction.atomic
def deem_withdrawn(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> Ticket:
    """Close what was never completed, by a person and never by itself (law OI-05).

    Raises OirsRefused before the days are over or without a contact attempt; CannotMove.
    """
    kept = locked(ticket, by)
    problem = rules.closing_problem(until=kept.fix_until, tried=kept.reached_at, at=at)
    if problem:
        raise OirsRefused(problem)
    return thread.move(kept, State.WITHDRAWN, Entry.WITHDRAWN, by=by, at=at, words=words)


@transaction.atomic
def extend(*, ticket: Ticket, days: int, words: str, by: Staff, at: datetime) -> Ticket:
    """Take more time, once, before the end, half of its time at most; she reads why (OI-04)."""
    kept = locked(ticket, by)
    problem = _("It is over.") if kept.state in FINAL else rules.extension_problem(
        days=kept.days, more=days, due=kept.due_at, extended=kept.extended_to is not None, at=at,
        reason=words,
    )  # fmt: skip
    if problem:
        raise OirsRefused(problem)
    kept.extended_at, kept.extended_to = at, rules.longer(kept.due_at, days)
    kept.save(update_fields=["extended_at", "extended_to", "updated_at"])
    thread.add(kept, Entry.EXTENDED, by=by, at=at, words=words)
    return kept


@transaction.atomic
def answer(
    *, ticket: Ticket, words: str, by: Staff, at: datetime, files: Sequence[CleanFile] = ()
) -> Ticket:
    """Answer, with reasons (law OI-06). Raises OirsRefused, CannotMove, store.StoreFull."""
    kept = locked(ticket, by)
    problem = short_reason(words)
    if problem:
        raise OirsRefused(problem)
    kept.answered_at, kept.answered_by = at, by.operator_id
    kept.by_head_of_service = any(held.level == Level.N1 for held in by.assignments)
    fields = ("answered_at", "answered_by", "by_head_of_service")
    keep_files(kept, files, by, at)
    moved = thread.move(
        kept, State.ANSWERED, Entry.ANSWERED, by=by, at=at, fields=fields, words=words
    )
    closing.tell(moved, at)
    return moved


@transaction.atomic
def hand_to_transparency(*, ticket: Ticket, words: str, by: Staff, at: datetime) -> Ticket:
    """Hand over what asks for public information: its clock runs there, from filing (OI-08)."""
    kept = locked(ticket, by)
    kept.about_information = rules.information_due(kept.filed_at)
    fields = ("about_information",)
    return thread.move(kept, State.HANDED, Entry.HANDED, by=by, at=at, fields=fields, words=words)
