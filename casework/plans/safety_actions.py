"""Writes on her safety plan: agreed with her, kept whole and sealed, the old ones too (SE-01)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.models import Case
from casework.survivors import timeline

from .actions import check_open
from .models import SafetyPlan

# What it holds, in the order it is talked through. Words for the screen: forms.SafetyForm.
PARTS = (
    "signals", "safe_places", "way_out", "people", "documents", "code_word", "children", "online",
    "after",
)  # fmt: skip


@transaction.atomic
def write_safety(*, case: Case, content: Mapping[str, str], by: Staff, at: datetime) -> SafetyPlan:
    """Keep what she and the worker agreed; the one before ends and is kept. Raises PlanRefused."""
    check_open(case)
    SafetyPlan.objects.filter(case=case, ended_at=None).update(ended_at=at)
    written: SafetyPlan = SafetyPlan.objects.create(
        survivor=case.survivor, key_id=case.key_id, centre_ids=[case.centre_id], case=case,
        centre_id=case.centre_id, written_by=by.operator_id, created_at=at,
        content={part: content.get(part, "") for part in PARTS},
    )  # fmt: skip
    # Other centres learn that there is one and who to ask; never what it says.
    timeline.note(
        case.survivor, timeline.Kind.PLAN, "safety-plan", target=("safety-plan", written.pk),
        by=by, at=at, centre_id=case.centre_id,
    )  # fmt: skip
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target("plan", str(written.pk)),
        subject=case.survivor_id, detail={"what": "safety-plan"},
    )  # fmt: skip
    return written
