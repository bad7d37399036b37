"""Pure rules of requests: which law and clock, what is missing, who decides, what comes after.

Every answer comes with its reason, and no rule reads a clock or a table by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from casework.cases.clocks import Clock, Unit, due
from casework.cases.legal_clocks import (
    AGENCY_CLAIM,
    BLOCKING,
    OIRS_ROUTE,
    RIGHTS_ANSWER,
    RIGHTS_ANSWER_OLD,
)
from casework.territory.validity import chilean_day

from .choices import HARMFUL_IF_FORCED, PROTECTIVE, Asked, Filer, IdentityLevel, Outcome, Regime
from .states import State

HOLD = timedelta(hours=72)
FIX_DAYS = 5  # working days to complete a request (law OI-05)
ALERTS = (10, 5, 1)  # days before the end (law DP-07)
MIN_REASON = 20
GIRL_ALONE = 14  # from this age a girl asks by herself (Ley 19.628, art. 16 quater)


def regime_at(filed_at: datetime, since: date) -> Regime:
    """Say which text rules a request filed then. since: the new one's first day (DP-01)."""
    return Regime.NEW if chilean_day(filed_at) >= since else Regime.OLD


def clock_of(right: str, regime: str) -> Clock:
    """Give the clock of a request (law DP-02, DP-03, old art. 16)."""
    if regime == Regime.OLD:
        return RIGHTS_ANSWER_OLD
    return BLOCKING if right == Asked.BLOCKING else RIGHTS_ANSWER


def due_at(
    right: str, regime: str, filed_at: datetime, holidays: Collection[date] | None = None
) -> datetime:
    """Give when the answer must be sent. Counted from the filing itself, whatever the day."""
    return clock_of(right, regime).due(filed_at, holidays)


def route_by(filed_at: datetime) -> datetime:
    """Give until when it must be with whom it belongs to (law DP-08, OI-02)."""
    return OIRS_ROUTE.due(filed_at)


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline and whether it was extended already."""

    right: str
    regime: str
    due_at: datetime
    extended_to: datetime | None

    def problem(self, at: datetime, reason: str) -> str:
        """Say why it may not be extended; empty when it may (law DP-02, OI-04)."""
        if not clock_of(self.right, self.regime).extension:
            return _("The law gives no more time for this kind of request.")
        if self.extended_to is not None:
            return _("It was extended once already. The law lets it be done only once.")
        if at > self.due_at:
            return _("The time is over. It can no longer be extended.")
        return short_reason(reason)

    def until(self, days: int | None = None) -> datetime:
        """Give the new end. Raises clocks.TooLong."""
        return clock_of(self.right, self.regime).extended(self.due_at, days)


def short_reason(reason: str) -> str:
    """Say that a reason is too short to explain anything; empty when it will do."""
    if len(reason.strip()) < MIN_REASON:
        return _("Write the reason, in at least %(count)s characters: she will read it.") % {
            "count": MIN_REASON
        }
    return ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a request came in, as far as caution goes.

    about_contact: it changes how she is reached. alone: a worker spoke with her alone.
    """

    right: str
    filer: str
    identity: str
    about_contact: bool = False
    alone: bool = False


def must_be_held(case: Circumstances) -> bool:
    """Say whether it waits 72 hours and is confirmed over the safe channel (safety.md 0.3, 1.2).

    What protects is never held. What could have been forced is, unless she herself asked for it
    alone with a worker.
    """
    if case.right in PROTECTIVE:
        return False
    if case.filer == Filer.HEIR:
        return False
    forced = case.right in HARMFUL_IF_FORCED or case.about_contact
    return forced and not (case.alone and case.filer == Filer.HERSELF)


def hold_until(since: datetime, due: datetime) -> datetime:
    """Give the end of the 72 hours; never more than half of what the law gives until `due`.

    The other half is for answering: two working days are all there is before Ley 21.719
    (safety.md, the hold must fit inside the legal time).
    """
    return min(since + HOLD, since + max(due - since, timedelta()) / 2)


def first_state(case: Circumstances) -> State:
    """Give where a request begins. The same for who is registered here and who is not (AB31)."""
    if case.right in PROTECTIVE and case.identity != IdentityLevel.NONE:
        return State.WORKING
    if case.identity == IdentityLevel.NONE:
        return State.IDENTIFYING
    return State.HELD if must_be_held(case) else State.FILED


@dataclass(frozen=True, slots=True)
class Facts:
    """What a request carries. wording: what she wrote; power: papers of who asks for her."""

    right: str
    filer: str
    wording: str
    power: bool


def missing(facts: Facts) -> tuple[str, ...]:
    """Give the codes of what the law asks for and is not there (law 1.1; art. 11).

    For access nothing but who asks may be demanded.
    """
    found = []
    if facts.filer != Filer.HERSELF and not facts.power:
        found.append("power")
    if facts.right not in (Asked.ACCESS, Asked.PORTABILITY) and not facts.wording.strip():
        found.append(
            {
                Asked.RECTIFICATION: "changes",
                Asked.SUPPRESSION: "ground",
                Asked.OPPOSITION: "ground",
                Asked.BLOCKING: "reason",
            }.get(Asked(facts.right), "which")
        )
    return tuple(found)


def asks_alone(age: int | None) -> bool:
    """Say whether a girl asks by herself (law DP-46); somebody whose age nobody knows does too."""
    return age is None or age >= GIRL_ALONE


def missing_words(code: str) -> str:
    """Give the kind words for something missing."""
    return {
        "power": _("The paper that lets somebody ask on your behalf."),
        "changes": _("What is wrong, and what it should say."),
        "ground": _("Why you ask for it; a few words are enough."),
        "reason": _("Why it should be kept apart for now; a few words are enough."),
        "which": _("Which score or decision you mean."),
    }[code]


def fix_until(asked_at: datetime, holidays: Collection[date] | None = None) -> datetime:
    """Give until when she may complete it (law OI-05): never closed by itself after that."""
    return due(asked_at, FIX_DAYS, Unit.WORKING_DAYS, holidays)


def heir_problem(*, allowed: bool | None, barred: bool, attended: bool = False) -> str:
    """Say whether an heir's request stops (law DP-12): "barred", "alive", "forbidden" or "".

    allowed: what she said when asked; None when nobody asked her. attended: a case of hers is open,
    so nobody inherits from her yet, whatever paper is shown.
    """
    if barred:
        return "barred"
    if attended:
        return "alive"
    return "forbidden" if allowed is False else ""


def deciding_problem(
    *, decider: UUID, preparer: UUID | None, heads: bool, preparer_heads: bool
) -> str:
    """Say why somebody may not decide; empty when she may (design 4, two people)."""
    if preparer is None:
        return _("Nobody prepared an answer yet.")
    if decider == preparer:
        return _("Somebody else has to decide: nobody reviews their own answer.")
    if not heads and not preparer_heads:
        return _("One of the two has to be the head of the centre.")
    return ""


def outcome_problem(*, outcome: str, ground: str, wording: str) -> str:
    """Say why an answer may not go out so; empty when it may. A refusal needs its cause (DP-06)."""
    if outcome not in Outcome.values:
        return _("Choose what is answered.")
    if not wording.strip():
        return _("Write the answer.")
    if outcome != Outcome.GRANTED and not ground:
        return _("Choose the legal ground: without one nothing may be refused.")
    return ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Where to go if one does not agree. until: the last day, where the law sets one."""

    code: str
    until: date | None
    source: str


def remedy(regime: str, start: datetime, holidays: Collection[date] | None = None) -> Remedy:
    """Give the remedy against a refusal received, or a deadline run out, at that moment.

    New regime: the Agency, 30 working days (DP-06, DP-07). Old: the civil judge, for whom the
    text sets no last day (old art. 16).
    """
    if regime == Regime.OLD:
        return Remedy("judge", None, RIGHTS_ANSWER_OLD.source)
    return Remedy("agency", chilean_day(AGENCY_CLAIM.due(start, holidays)), AGENCY_CLAIM.source)


def alert_day(due: datetime, at: datetime) -> int | None:
    """Give which of the alerts stands today: 10, 5 or 1 days before the end; 0 once it is late.

    None while there is time. An alert stays until the next one takes its place.
    """
    if at > due:
        return 0
    left = (chilean_day(due) - chilean_day(at)).days
    return next((day for day in sorted(ALERTS) if left <= day), None)


def is_late(due: datetime, at: datetime, state: str) -> bool:
    """Say whether the answer did not leave in time. A flag, never a state (law DP-07)."""
    return state not in (State.ANSWERED, State.WITHDRAWN, State.TRANSFERRED) and at > due
