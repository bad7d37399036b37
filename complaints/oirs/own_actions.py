"""What who wrote does with it: adds, brings what was missing, denounces a delay (OI-05, OI-07)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from casework.access.principals import Anonymous, SurvivorPrincipal
from casework.documents.uploads import CleanFile
from complaints.rights import codes, numbers
from complaints.rights.keys import filing_with

from . import rules, thread
from .actions import OirsRefused
from .choices import Entry
from .filing import keep_files
from .models import Ticket
from .states import FINAL, State

Writer = Anonymous | SurvivorPrincipal


@contextmanager
def opened(number: str, code: str) -> Iterator[Ticket | None]:
    """Open one thread to whoever holds number and code; None for anything else, as if not there.

    The same question for every number. What is read must be read inside the block.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, key_id FROM siivbg_ticket_of(%s, %s)",
            [numbers.read(number), codes.digest(code)],
        )
        row: tuple[UUID, UUID] | None = cursor.fetchone()
    if row is None:
        yield None
        return
    with transaction.atomic(), filing_with(row[1], row[0]):
        yield Ticket.objects.select_related("centre").get(pk=row[0])


@transaction.atomic
def say(
    *, ticket: Ticket, words: str, by: Writer, at: datetime, files: Sequence[CleanFile] = ()
) -> Ticket:
    """Add something to it; what was asked for counts as completed.

    Raises OirsRefused when it is over, store.StoreFull.
    """
    kept = _locked(ticket)
    if kept.state in FINAL:
        raise OirsRefused(_("It was answered. You can write to us again."))
    keep_files(kept, files, by, at)
    if kept.state == State.COMPLETING:
        return thread.move(kept, State.WORKING, Entry.COMPLETED, by=by, at=at, words=words)
    thread.add(kept, Entry.SAID, by=by, at=at, words=words)
    return kept


@transaction.atomic
def denounce_delay(*, ticket: Ticket, by: Writer, at: datetime) -> rules.Delay:
    """Denounce that no answer came in time (law OI-07). Raises OirsRefused before that, or again.

    It goes to the superior within 24 hours. It never counts as a yes.
    """
    kept = _locked(ticket)
    if not rules.may_denounce(kept.ends_at, at, kept.state, kept.denounced_at):
        raise OirsRefused(_("There is nothing late here."))
    kept.denounced_at = at
    kept.save(update_fields=["denounced_at", "updated_at"])
    thread.add(kept, Entry.DELAY, by=by, at=at)
    return rules.delay(at)


def _locked(ticket: Ticket) -> Ticket:
    """Read it anew, alone; the database shows it only to who may."""
    found: Ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    return found
