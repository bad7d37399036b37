"""Reads of consent: what she decided, what is missing, what she signed."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from .record_models import ConsentDecision
from .rules import Decided


def decisions_of(survivor_id: UUID, *, until: datetime) -> Iterator[Decided]:
    """Give her decisions up to a moment, oldest first."""
    rows = ConsentDecision.objects.filter(survivor_id=survivor_id, at__lte=until)
    for row in rows.select_related("record").order_by("at", "id"):
        yield Decided(
            purpose=row.purpose_id,
            recipient=row.recipient_id,
            given=row.given,
            at=row.at,
            awaits_confirmation=row.record.awaits_confirmation,
        )
