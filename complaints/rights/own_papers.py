"""The sealed receipt and answer in the hands of who asked: from outside, or from her own space.

From outside: only what this RUN asked from visits that were not open, which its list shows already;
the same steps for every RUN (law DP-04; AB31).
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import connection, transaction

from casework.access.principals import ANONYMOUS, Principal, SurvivorPrincipal
from casework.documents import actions as documents
from casework.documents.models import SealedDocument, StoredFile
from casework.identity.lookup import run_digest
from casework.identity.run import Run

from .choices import Delivery
from .keys import filing_with
from .models import RightsRequest
from .receipts import KIND, receipt_of
from .states import State


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper, opened: its row and its bytes."""

    stored: StoredFile
    content: BytesIO


@transaction.atomic
def receipt_outside(run: Run, number: str, at: datetime) -> Opened | None:
    """Give the receipt of what this RUN asked from outside; None while it waits for the seal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_my_receipt(%s, %s)", [run_digest(run), number])
        row = cursor.fetchone()
    if row is None:
        return None
    request_id, key_id = row
    with filing_with(key_id, request_id):
        found = SealedDocument.objects.filter(key_id=key_id, kind=KIND).select_related("stored")
        sealed = found.order_by("issued_at").first()
        return _opened(sealed, ANONYMOUS, at)


def own_receipt(by: SurvivorPrincipal, number: str, at: datetime) -> Opened | None:
    """Give her the receipt of anything she asked, wherever she did."""
    request = _hers(by, number)
    return _opened(receipt_of(request), by, at) if request else None


def own_answer(by: SurvivorPrincipal, number: str, at: datetime) -> Opened | None:
    """Give her the sealed answer, where she chose to read it in her own space and it was sent."""
    request = _hers(by, number)
    if request is None or not in_her_space(request):
        return None
    return _opened(request.letter, by, at)


def in_her_space(request: RightsRequest) -> bool:
    """Say whether the answer may be read in her own space."""
    return request.state == State.ANSWERED and request.delivery == Delivery.OWN_SPACE


def _hers(by: SurvivorPrincipal, number: str) -> RightsRequest | None:
    rows = RightsRequest.objects.visible_to(by).filter(number=number)
    found: RightsRequest | None = rows.select_related("letter__stored").first()
    return found


def _opened(sealed: SealedDocument | None, by: Principal, at: datetime) -> Opened | None:
    if sealed is None:
        return None
    content = documents.read_file(stored=sealed.stored, by=by.actor, at=at, purpose="request")
    return Opened(sealed.stored, content)
