"""Claims before the Agency about a request, and the whole request file for it (law DP-70)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.cases.legal_clocks import AGENCY_ANSWER

from . import export
from .actions import RightsRefused, locked
from .choices import What
from .claim_models import AgencyClaim
from .events import note
from .models import RightsRequest


@transaction.atomic
def record_claim(
    *, request: RightsRequest, notified_at: datetime, words: str, by: Staff, at: datetime
) -> AgencyClaim:
    """Write down that the Agency notified a claim: 30 days to answer it. Raises RightsRefused."""
    kept = locked(request, by)
    if notified_at > at or notified_at < kept.filed_at:
        raise RightsRefused(_("It cannot have been notified before the request, nor after now."))
    claim = AgencyClaim(
        request=kept, key_id=kept.key_id, notified_at=notified_at,
        due_at=AGENCY_ANSWER.due(notified_at), note=words, recorded_by=by.operator_id,
    )  # fmt: skip
    claim.save(force_insert=True)
    note(kept, What.CLAIMED, by=by, at=at, reason=words)
    return claim


@transaction.atomic
def answer_claim(*, claim: AgencyClaim, by: Staff, at: datetime) -> AgencyClaim:
    """Write down that the service answered the Agency. Raises RightsRefused when it had already."""
    kept = locked(claim.request, by)
    if claim.answered_at is not None:
        raise RightsRefused(_("It was answered already."))
    claim.answered_at = at
    claim.save(update_fields=["answered_at"])
    note(kept, What.CLAIM_ANSWERED, by=by, at=at)
    return claim


@transaction.atomic
def export_file(*, request: RightsRequest, by: Staff, at: datetime) -> bytes:
    """Give the whole file of a request as one ZIP, and leave its line in the log (law DP-70).

    Receipt, notices, answer, papers, proofs, and a sealed index of every event. Raises
    SealFailed, StoreFull, store.FileLost.
    """
    kept = locked(request, by)
    packed = export.pack(kept, by=by, at=at)
    note(kept, What.EXPORTED, by=by, at=at)
    return packed
