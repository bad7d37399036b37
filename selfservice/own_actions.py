"""Writes she does herself, alone, in her own space."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.choices import Mode
from casework.survivors.models import Door

from .models import Visit
from .sessions import Present, over


@transaction.atomic
def freeze_own_space(*, by: SurvivorPrincipal, at: datetime) -> None:
    """Close her own space at once (safety.md 0.3: protective acts are immediate).

    Opening it again takes a worker and a safe conversation; her team reads of it in its day.
    """
    door = Door.objects.get(survivor_id=by.survivor_id)
    door.frozen_at, door.changed_by = door.frozen_at or at, None
    door.save(update_fields=["frozen_at", "changed_by"])
    target = Target("door", str(by.survivor_id))
    record(Verb.FROZEN, by=by.actor, at=at, target=target, subject=by.survivor_id)


@transaction.atomic
def ask_for_key_always(*, by: SurvivorPrincipal, at: datetime) -> bool:
    """Have her space ask for her number from now on: at once, as it only tightens.

    Gives False when she has no number yet: it is handed over by a worker. The database itself
    refuses the way back (selfservice.sql).
    """
    door = Door.objects.get(survivor_id=by.survivor_id)
    if not door.key_hash or door.mode != Mode.OPEN:
        return False
    door.mode = Mode.KEY
    door.save(update_fields=["mode"])
    target = Target("door", str(by.survivor_id))
    record(Verb.MODE_CHOSEN, by=by.actor, at=at, target=target, subject=by.survivor_id)
    return True


@transaction.atomic
def end_other_visits(*, by: SurvivorPrincipal, present: Present, at: datetime) -> int:
    """End every other visit in which her space is open; give how many there were."""
    others = Visit.objects.filter(survivor_id=by.survivor_id).exclude(pk=present.visit.pk)
    ended, _by_model = others.delete()
    if ended:
        record(Verb.SPACE_LEFT, by=by.actor, at=at, subject=by.survivor_id)
    return ended


def open_visits(by: SurvivorPrincipal, present: Present, at: datetime) -> list[tuple[Visit, bool]]:
    """Give the visits in which her space is open now, and whether each is this one."""
    rows = Visit.objects.filter(survivor_id=by.survivor_id).order_by("-last_seen")
    alive = [visit for visit in rows if not over(visit, at)]
    return [(visit, visit.pk == present.visit.pk) for visit in alive]
