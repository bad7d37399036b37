"""The sealed receipt of a claim or complaint: number, day and deadline, and nothing it says.

Who made it may be asked for a proof that she did (law 4): sealed in the act of filing; when nobody
could seal then, by itself as soon as somebody can (`tending`), or the first time it is asked for.
"""

from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from casework.access.principals import Principal
from casework.audit.actors import Actor
from casework.documents import actions as documents
from casework.documents.models import SealedDocument
from casework.documents.seal import SealFailed
from casework.documents.store import StoreFull
from complaints.rights.keys import filing_with
from complaints.rights.receipts import TEMPLATE, TITLE

from .choices import RESERVED
from .models import Ticket

KIND = "oirs-receipt"
LANGUAGE = "es"


def has_receipt(ticket: Ticket) -> bool:
    """Say whether one is given for what was written."""
    return ticket.kind in RESERVED


def seal_receipt(ticket: Ticket, *, by: Actor, at: datetime) -> SealedDocument | None:
    """Seal it; None when nobody can seal now. Inside `filing_with` of the ticket's key."""
    with translation.override(LANGUAGE):
        page = receipt_page(ticket)
    try:
        with transaction.atomic():
            return documents.issue(
                template=TEMPLATE, context=page, title=TITLE, kind=KIND, key_id=ticket.key_id,
                by=by, at=at, language=LANGUAGE, follows=False,
            )  # fmt: skip
    except (SealFailed, StoreFull):
        return None


@transaction.atomic
def open_receipt(ticket: Ticket, *, by: Principal, at: datetime) -> tuple[SealedDocument, BytesIO]:
    """Give it to somebody who may read the ticket. Raises SealedDocument.DoesNotExist."""
    with filing_with(ticket.key_id, ticket.pk):
        kept = receipt_of(ticket)
        if kept is None and has_receipt(ticket):
            kept = seal_receipt(ticket, by=by.actor, at=at)
        if kept is None:
            raise SealedDocument.DoesNotExist
        return kept, documents.read_file(stored=kept.stored, by=by.actor, at=at, purpose="request")


def receipt_of(ticket: Ticket) -> SealedDocument | None:
    """Give its receipt, found by its key; None while it waits for the seal."""
    found = SealedDocument.objects.filter(key_id=ticket.key_id, kind=KIND)
    return found.select_related("stored").order_by("issued_at").first()


def receipt_page(ticket: Ticket) -> dict[str, object]:
    """Give what it says. Neither what was written nor which centre answers (safety.md 0.5)."""
    return {
        "heading": _("We received what you wrote"),
        "lead": _("With this number you can ask how it is going."),
        "sections": [
            {
                "rows": [
                    (_("Number"), ticket.number),
                    (_("We must answer until"), _day(ticket.due_at)),
                ]
            },
            {
                "title": _("What happens now"),
                "paragraphs": [
                    _("It is free. You do not need a lawyer."),
                    _("If we do not answer in time, you can say so: this paper is your proof."),
                ],
            },
        ],
        "evidence": [
            (_("Received"), formats.date_format(timezone.localtime(ticket.filed_at),
                                                "DATETIME_FORMAT")),
            (_("Body"), settings.BRAND["owner"] or settings.BRAND["name"]),
        ],
    }  # fmt: skip


def _day(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at).date(), "DATE_FORMAT")
