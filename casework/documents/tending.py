"""Unattended work on documents, as the system role: late stamps and the sweep."""

from datetime import datetime

from django.conf import settings

from casework.audit.actors import Actor

from .actions import stamp_late
from .models import SealedDocument, Stamp
from .stamping import TimestampUnavailable
from .store import sweep

__all__ = ["stamp_pending", "sweep"]


def stamp_pending(*, by: Actor, at: datetime) -> tuple[int, int]:
    """Stamp the documents that wait, oldest first; give how many were and how many still wait.

    Stops at the first refusal of the authority: it is down, and the next run tries again.
    """
    pending = SealedDocument.objects.filter(stamp=Stamp.PENDING).order_by("issued_at")
    done = 0
    if not settings.TIMESTAMP_URL:
        return 0, pending.count()
    for document in list(pending.select_related("stored")):
        try:
            stamp_late(document=document, by=by, at=at)
        except TimestampUnavailable:
            break
        done += 1
    return done, pending.count()
