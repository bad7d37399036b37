"""Unattended work on claims and complaints, as the system role: receipts that waited for the seal.

What stopped them (seal or time authority down) stops the next one too, so it stops at the first.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from casework.audit.actors import SYSTEM
from casework.documents.models import SealedDocument

from .choices import RESERVED
from .models import Ticket
from .receipts import KIND, receipt_of, seal_receipt


def waiting() -> list[Ticket]:
    """Give those whose receipt nobody could seal when they came in, the oldest first."""
    sealed = SealedDocument.objects.filter(key_id=OuterRef("key_id"), kind=KIND)
    rows = Ticket.objects.filter(kind__in=RESERVED).annotate(sealed=Exists(sealed))
    return list(rows.filter(sealed=False).order_by("filed_at", "pk"))


def seal_waiting(at: datetime) -> tuple[int, int]:
    """Seal them; give how many were and how many still wait. Safe to repeat."""
    rows = waiting()
    for done, ticket in enumerate(rows):
        if not _sealed(ticket, at):
            return done, len(rows) - done
    return len(rows), 0


@transaction.atomic
def _sealed(ticket: Ticket, at: datetime) -> bool:
    """Seal one, alone; not again if it was asked for in the meantime."""
    kept = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    return (receipt_of(kept) or seal_receipt(kept, by=SYSTEM, at=at)) is not None
