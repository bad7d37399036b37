"""Unattended work on requests, as the system role: receipts that waited for the seal (DP-04)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from casework.audit.actors import SYSTEM
from casework.documents.models import SealedDocument

from .models import RightsRequest
from .receipts import KIND, seal_receipt


def waiting() -> "list[RightsRequest]":
    """Give the requests whose receipt nobody could seal in the act, oldest first."""
    sealed = SealedDocument.objects.filter(key_id=OuterRef("key_id"), kind=KIND)
    rows = RightsRequest.objects.annotate(sealed=Exists(sealed)).filter(sealed=False)
    return list(rows.order_by("filed_at"))


def seal_waiting(at: datetime) -> tuple[int, int]:
    """Seal them; give how many were and how many still wait. Stops at the first refusal."""
    rows = waiting()
    for done, request in enumerate(rows):
        with transaction.atomic():
            sealed = seal_receipt(request, by=SYSTEM, at=at)
        if sealed is None:
            return done, len(rows) - done
    return len(rows), 0
