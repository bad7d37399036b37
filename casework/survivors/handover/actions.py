"""Writes on handovers: one is passed on, one is settled."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import Handover


@transaction.atomic
def pass_on(*, centre_id: int, by: Staff, at: datetime) -> Handover:
    """Tell the head of a centre that a worker could not register somebody; once while it waits."""
    waiting = Handover.objects.filter(
        operator_id=by.operator_id, centre_id=centre_id, settled_at=None
    )
    found: Handover | None = waiting.first()
    if found is not None:
        return found
    made = Handover.objects.create(
        operator_id=by.operator_id, centre_id=centre_id, centre_ids=[centre_id], created_at=at
    )
    _log("handed-over", made, by, at)
    return made


@transaction.atomic
def settle(*, handover_id: UUID, by: Staff, at: datetime) -> None:
    """Note that the head took it up. Raises Handover.DoesNotExist where she is not the head."""
    rows = Handover.objects.select_for_update(of=("self",)).filter(centre_id__in=by.heads)
    row = rows.get(pk=handover_id, settled_at=None)
    row.settled_at, row.settled_by = at, by.operator_id
    row.save(update_fields=["settled_at", "settled_by"])
    _log("handover-settled", row, by, at)


def _log(what: str, row: Handover, by: Staff, at: datetime) -> None:
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target("handover", str(row.pk)),
        detail={"what": what},
    )  # fmt: skip
