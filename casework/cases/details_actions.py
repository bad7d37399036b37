"""Correcting what a case says of itself: how she came, programme, type of intervention."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.access.principals import Staff
from casework.territory.models import Programme
from casework.territory.validity import chilean_day

from .act_models import FollowUp
from .history_actions import locked, log
from .models import Case


@transaction.atomic
def describe(
    *, case: Case, entry_route: str, programme: str, intervention_type: str, by: Staff,
    at: datetime,
) -> Case:  # fmt: skip
    """Write how she came, in which programme, and what kind of work is done. Codes, or ""."""
    case = locked(case)
    if programme != known_of(case)["programme"]:
        valid = Programme.objects.valid_on(chilean_day(at)).filter(pk=programme)
        case.programme_name = valid.values_list("name", flat=True).first() or ""
    case.entry_route, case.intervention_type_id = entry_route, intervention_type or None
    case.save()
    log("case-details", case, by=by, at=at)
    return case


def known_of(case: Case) -> dict[str, str]:
    """Give what the form is filled with."""
    programme = Programme.objects.filter(name=case.programme_name).values_list("pk", flat=True)
    return {
        "entry_route": case.entry_route,
        "programme": programme.first() or "",
        "intervention_type": case.intervention_type_id or "",
    }


def follow_up_of(case: Case, follow_up_id: UUID) -> FollowUp | None:
    """Give a follow-up of the case that can still be written, or None."""
    rows = FollowUp.objects.filter(case=case, pk=follow_up_id, done_at=None, cancelled_at=None)
    found: FollowUp | None = rows.select_related("case").first()
    return found
