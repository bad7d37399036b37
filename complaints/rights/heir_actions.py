"""What she says of the time after her death: asked once, changed whenever she wants (DP-12)."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.models import Survivor

from .heir_models import HeirWish


@transaction.atomic
def say(
    *, survivor: Survivor, allowed: bool, by: Staff | SurvivorPrincipal, at: datetime
) -> HeirWish:
    """Write it down; what she said before stays in the history."""
    HeirWish.objects.filter(survivor=survivor, ended_at=None).update(ended_at=at)
    wish = HeirWish(
        survivor=survivor, key_id=survivor.key_id, centre_ids=survivor.centre_ids,
        allowed=allowed, at=at, recorded_by=by.operator_id if isinstance(by, Staff) else None,
    )  # fmt: skip
    wish.save(force_insert=True)
    target = Target("survivor", str(survivor.pk))
    record(
        Verb.CHANGED, by=by.actor, at=at, target=target, subject=survivor.pk,
        detail={"what": "heirs"},
    )  # fmt: skip
    return wish


def wish_of(survivor: Survivor) -> HeirWish | None:
    """Give what she said, if she was asked."""
    return HeirWish.objects.filter(survivor=survivor, ended_at=None).first()
