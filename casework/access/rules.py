"""Pure rules of access: an answer and, when it is no, the reason in words."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from .levels import Held, Level, Right

MIN_REASON = 40
SCOPES: dict[Level, tuple[frozenset[str], ...]] = {
    Level.N1: (frozenset(), frozenset({"region"})),
    Level.N2: (frozenset(),),
    Level.N3: (frozenset({"region"}),),
    Level.N4: (frozenset({"executor"}),),
    Level.N5: (frozenset({"centre"}),),
    Level.N6: (frozenset({"centre"}),),
}
# Who may open somebody else's file to whom (report II.2): the asker's level -> approvers' levels.
APPROVERS: dict[Level, frozenset[Level]] = {
    Level.N1: frozenset({Level.N1}),
    Level.N2: frozenset(),
    Level.N3: frozenset({Level.N1}),
    Level.N4: frozenset({Level.N3, Level.N5}),
    Level.N5: frozenset({Level.N3, Level.N5}),
    Level.N6: frozenset({Level.N3, Level.N5}),
}
_RUN = re.compile(r"\b\d{1,2}\.?\d{3}\.?\d{3}-?[\dkK]\b")


@dataclass(frozen=True, slots=True)
class Period:
    """Days an assignment covers, and those of the agreement it rests on; None is open-ended."""

    starts_on: date
    ends_on: date | None = None
    agreement_from: date | None = None
    agreement_to: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether the day lies inside both."""
        return not (
            day < self.starts_on
            or (self.ends_on is not None and day > self.ends_on)
            or (self.agreement_from is not None and day < self.agreement_from)
            or (self.agreement_to is not None and day > self.agreement_to)
        )


def scope_problem(level: Level, given: frozenset[str]) -> str:
    """Say what is wrong with a level's scope; empty when it fits (design 4.1)."""
    if given in SCOPES[level]:
        return ""
    words = {
        Level.N1: _("An authority covers the whole country or one region."),
        Level.N2: _("An administrator has no scope: leave it empty."),
        Level.N3: _("A territorial manager needs a region."),
        Level.N4: _("An implementing agency's manager needs an agency."),
        Level.N5: _("A head of centre needs a centre."),
        Level.N6: _("A member of an intervention team needs a centre."),
    }
    return words[level]


def closed_because(
    *, period: Period, day: date, signed: bool, certified: bool, strong: bool = True
) -> str:
    """Say why an assignment opens nothing today; empty when it is open (design 4.1)."""
    if day < period.starts_on:
        return _("It has not started yet.")
    if not period.covers(day):
        return _("Its dates or its agreement are over.")
    if not signed:
        return _("The confidentiality undertaking is not signed.")
    if not certified:
        return _("A certificate required for this level is missing or expired.")
    if not strong:
        return _("This level needs a security key. Add one in the security of your account.")
    return ""


def reason_problem(text: str) -> str:
    """Say what is wrong with a typed reason; empty when it will do (AB34)."""
    if len(text.strip()) < MIN_REASON:
        return _("Write at least %(count)s characters, so that others understand the need.") % {
            "count": MIN_REASON
        }
    if _RUN.search(text):
        return _("Leave out RUNs and names: the reason is read by others.")
    return ""


def may_approve(*, asker: frozenset[Level], approver: tuple[Held, ...], regions: frozenset[str],
                centres: frozenset[int]) -> bool:  # fmt: skip
    """Say whether one of the approver's assignments can open a file to the asker (report II.2).

    regions, centres: those that hold the file, and those the asker works in.
    """
    allowed = frozenset[Level]().union(*(APPROVERS[level] for level in asker))
    return any(
        held.level in allowed
        and Right.GRANT_DETAIL in held.level.rights
        and (
            held.centre_id in centres
            if held.centre_id is not None
            else not held.region_code or held.region_code in regions
        )
        for held in approver
    )


def in_force(*, starts_at: datetime | None, ends_at: datetime | None, ended_at: datetime | None,
             at: datetime) -> bool:  # fmt: skip
    """Say whether a grant opens the file at that moment."""
    if starts_at is None or ends_at is None:
        return False
    return starts_at <= at < ends_at and (ended_at is None or at < ended_at)


def clock_problem(
    *, started: datetime, seen: datetime, at: datetime, idle: int, absolute: int
) -> str:
    """Say which of the session's clocks ran out: "idle", "absolute", or neither."""
    if (at - started).total_seconds() > absolute:
        return "absolute"
    return "idle" if (at - seen).total_seconds() > idle else ""
