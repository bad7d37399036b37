"""Pure rules of questions and complaints: clocks, more time, ways to object (OI-01 to OI-08).

No rule reads a clock or a table by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from casework.cases.clocks import Clock, Unit, due, received
from casework.cases.legal_clocks import OIRS_ROUTE, PUBLIC_INFORMATION
from casework.territory.validity import chilean_day
from complaints.rights.rules import short_reason

from .choices import DECIDED
from .states import FINAL

Days = Collection[date] | None
RECONSIDER = Clock("oirs-reconsider", 5, Unit.WORKING_DAYS, "OI-06")
SUPERIOR = Clock("oirs-superior", 24, Unit.HOURS, "OI-07")
SILENCE = Clock("oirs-silence", 5, Unit.WORKING_DAYS, "OI-07")
FIX = Clock("oirs-fix", 5, Unit.WORKING_DAYS, "OI-05")


def due_at(filed_at: datetime, days: int, holidays: Days = None) -> datetime:
    """Give when it must be answered. Filed on a day off, it counts from the next one (OI-03)."""
    return due(received(filed_at, holidays), days, Unit.WORKING_DAYS, holidays)


def route_by(filed_at: datetime) -> datetime:
    """Give until when its owner must have it: 24 hours, whatever the day (OI-02)."""
    return OIRS_ROUTE.due(filed_at)


def most_more(days: int) -> int:
    """Give by how many working days it may be extended: half of its own time at most (OI-04)."""
    return days // 2


def extension_problem(
    *, days: int, more: int, due: datetime, extended: bool, at: datetime, reason: str
) -> str:
    """Say why it may not be extended; empty when it may (OI-04)."""
    if extended:
        return _("It was extended once already. The law lets it be done only once.")
    if at > due:
        return _("The time is over. It can no longer be extended.")
    if not 0 < more <= most_more(days):
        return _("At most half of its time may be added: %(days)d working days.") % {
            "days": most_more(days)
        }
    return short_reason(reason)


def longer(due: datetime, more: int, holidays: Days = None) -> datetime:
    """Give the new end, counted from the old one."""
    return Clock("oirs-more", more, Unit.WORKING_DAYS, "OI-04").due(due, holidays)


def fix_until(asked_at: datetime, holidays: Days = None) -> datetime:
    """Give until when it may be completed (OI-05). Nothing closes by itself after that."""
    return FIX.due(asked_at, holidays)


def closing_problem(*, until: datetime | None, tried: datetime | None, at: datetime) -> str:
    """Say why it may not be deemed withdrawn; empty when it may (OI-05)."""
    if until is None or at <= until:
        return _("There is still time to complete it.")
    if tried is None:
        return _("First try to reach her by the safe way, and write down that you did.")
    return ""


def is_late(end: datetime, at: datetime, state: str) -> bool:
    """Say whether the answer did not leave in time."""
    return state not in FINAL and at > end


def may_denounce(end: datetime, at: datetime, state: str, denounced: datetime | None) -> bool:
    """Say whether who wrote may denounce the delay now: once, after the end (OI-07)."""
    return denounced is None and is_late(end, at, state)


@dataclass(frozen=True, slots=True)
class Delay:
    """What a denounced delay sets going. Never an acceptance: art. 65, right of petition.

    superior_by: it must be with the superior. certificate_from: she may ask for the certificate
    that nothing was answered.
    """

    superior_by: datetime
    certificate_from: datetime


def delay(denounced_at: datetime, holidays: Days = None) -> Delay:
    """Give the clocks of a denounced delay (OI-07): 24 hours, then five working days."""
    superior = SUPERIOR.due(denounced_at)
    return Delay(superior, SILENCE.due(superior, holidays))


@dataclass(frozen=True, slots=True)
class Remedies:
    """The ways to object to a decision. hierarchical: in subsidy, unless the head decided."""

    until: date
    hierarchical: bool


def remedies(
    kind: str, answered_at: datetime, *, by_head_of_service: bool, holidays: Days = None
) -> Remedies | None:
    """Give the ways to object (OI-06); None for what decides nothing."""
    if kind not in DECIDED:
        return None
    until = chilean_day(RECONSIDER.due(answered_at, holidays))
    return Remedies(until, not by_head_of_service)


def information_due(filed_at: datetime, holidays: Days = None) -> datetime:
    """Give the end of the clock of transparency, from the same filing (OI-08)."""
    return PUBLIC_INFORMATION.due(received(filed_at, holidays), holidays)
