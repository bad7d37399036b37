"""Who may take a copy out, and when: pure. Design 4.1, safety.md AB09, law SE-21."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.levels import Level
from casework.access.principals import Staff

MOST_ROWS = 100
GOOD_FOR = timedelta(hours=24)
ASKS_A_DAY = 3


def headed_by(staff: Staff) -> frozenset[int]:
    """Give the centres whose lists she may ask for: those she heads (N5)."""
    return frozenset(
        held.centre_id
        for held in staff.assignments
        if held.level == Level.N5 and held.centre_id is not None
    )


def why_not_decide(*, asked_by: UUID, centre_id: int, by: Staff) -> str | Promise:
    """Say why somebody may not agree to a list's copy; empty when she may."""
    if asked_by == by.operator_id:
        return _("Somebody else of the centre has to agree: nobody approves her own copy.")
    if centre_id not in by.case_centres:
        return _("Only somebody who works with the cases of this centre may agree.")
    return ""


def why_not_take(
    *, asked_by: UUID, agreed: bool | None, decided_at: datetime | None,
    taken_at: datetime | None, by: Staff, at: datetime,
) -> str | Promise:  # fmt: skip
    """Say why the copy of a list may not be taken now; empty when it may."""
    if asked_by != by.operator_id:
        return _("Only who asked for the copy may take it.")
    if not agreed or decided_at is None:
        return _("Nobody has agreed to this copy.")
    if taken_at is not None:
        return _("This copy was taken already. Ask for another one.")
    if at - decided_at > GOOD_FOR:
        return _("The agreement was good for 24 hours. Ask for another one.")
    return ""
