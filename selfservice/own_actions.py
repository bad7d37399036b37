"""Writes she does herself, alone, in her own space."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.models import Door


@transaction.atomic
def freeze_own_space(*, by: SurvivorPrincipal, at: datetime) -> None:
    """Close her own space at once (safety.md 0.3: protective acts are immediate).

    Opening it again takes a worker and a safe conversation.
    """
    door = Door.objects.get(survivor_id=by.survivor_id)
    door.frozen_at = door.frozen_at or at
    door.save(update_fields=["frozen_at"])
    target = Target("door", str(by.survivor_id))
    record(Verb.FROZEN, by=by.actor, at=at, target=target, subject=by.survivor_id)
