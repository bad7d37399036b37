"""What her space shows of her file: agreed between her and a worker, and changed with her."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from casework.access.principals import Principal, Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors.models import Survivor

from .choices import Group
from .models import Agreement


def agreed(survivor: Survivor, by: Principal) -> Agreement | None:
    """Give what was agreed last; None when nobody talked with her about it."""
    found: Agreement | None = (
        Agreement.objects.visible_to(by).filter(survivor=survivor, ended_at=None).first()
    )
    return found


@transaction.atomic
def agree(*, survivor: Survivor, groups: Iterable[str], by: Staff, at: datetime) -> Agreement:
    """Write down which parts her space shows from now on; none is an agreement too."""
    for before in Agreement.objects.filter(survivor=survivor, ended_at=None):
        before.ended_at = at
        before.save(update_fields=["ended_at"])
    chosen = [group for group in Group.values if group in set(groups)]
    kept = Agreement.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=survivor.centre_ids,
        groups=chosen, at=at, agreed_by=by.operator_id,
    )  # fmt: skip
    record(
        Verb.SPACE_AGREED, by=by.actor, at=at, target=Target("agreement", str(kept.pk)),
        subject=survivor.pk, detail=dict.fromkeys(chosen, True),
    )  # fmt: skip
    return kept
