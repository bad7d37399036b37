"""Correcting what a case says of itself: how she came, programme, type of intervention."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.territory.models import Programme
from casework.territory.validity import chilean_day

from .history_actions import locked, log
from .models import Case
from .queries import known_of


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
