"""What a case pins when it is opened: programme, centre, kind and executor as they are that day."""

from datetime import date

from casework.territory.models import Centre, CentreKind, Programme

from . import rules
from .models import Case
from .refusals import CentreOver


def centre_for_case(centre_id: int, day: date) -> Centre:
    """Give the centre. Raises CentreOver when nothing new may be opened there on the day."""
    rows = Centre.objects.select_related("kind__replaces", "executor", "agreement")
    centre = rows.get(pk=centre_id)
    ends = centre.agreement.valid_to if centre.agreement else None
    trouble = rules.centre_trouble(centre.valid_to, ends, day)
    if trouble:
        raise CentreOver(trouble)
    return centre


def kind_on(kind: CentreKind, day: date) -> CentreKind:
    """Give the kind of centre as it was called on a day (domain.md 2.1)."""
    while not kind.is_valid_on(day) and kind.replaces is not None:
        kind = kind.replaces
    return kind


def programme_of(centre_id: int, day: date, code: str = "") -> Programme | None:
    """Give the programme chosen, or the one of the centre's last case if it is in force."""
    valid = Programme.objects.valid_on(day)
    if code:
        return valid.filter(pk=code).first()
    last = Case.objects.filter(centre_id=centre_id).exclude(programme_name="")
    name = last.order_by("-opened_at").values_list("programme_name", flat=True)[:1]
    return valid.filter(name__in=name).first()


def pinned(centre: Centre, day: date, programme: Programme | None) -> dict[str, str]:
    """Give the names that stay as they were."""
    return {
        "centre_name": centre.name,
        "centre_kind_name": kind_on(centre.kind, day).name,
        "executor_name": centre.executor.name if centre.executor else "",
        "programme_name": programme.name if programme else "",
    }
