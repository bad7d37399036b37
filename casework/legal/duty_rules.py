"""Pure rules about the duty to report: which clock, when to warn, how it may close (SE-05..12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.cases.clocks import Clock
from casework.cases.legal_clocks import CHILD_COMPLAINT, MANDATORY_REPORT

from .choices import DutyState, Facts
from .duty_models import WHY_AT_LEAST
from .duty_states import CLOSED, MOVES

ABOUT_MINORS = frozenset({Facts.MINOR, Facts.CHILD_TELLS})
# Prosecuted only on the victim's own complaint (SE-09): her informed view comes first.
NEEDS_HER_COMPLAINT = frozenset({Facts.SEXUAL_ADULT, Facts.MINOR_INJURIES, Facts.THREATS})
WARN_HOURS = (12, 20)  # SE-07
CHILD_WARN_HOURS = (4, 6)
INFORMS = frozenset({"health", "education"})  # entry routes SE-10 speaks of


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule for the screen, with the row of the law it comes from."""

    words: Promise
    source: str


GENERAL = RuleShown(
    _("You must report within 24 hours of knowing. One report by anybody frees the rest."),
    "SE-07",
)
VIF = RuleShown(
    _("The duty covers facts that may be domestic violence, whether they are a crime or not."),
    "SE-08",
)
HER_COMPLAINT = RuleShown(
    _("These facts are prosecuted only if she complains herself. Explain it and ask her."), "SE-09"
)
MINORS = RuleShown(
    _("Facts against children are always prosecuted. This duty cannot be set aside."), "SE-09"
)
CHILD = RuleShown(
    _("Write what the child says, word by word. Ask nothing about facts or authors. "
      "It goes to the prosecutor within 8 hours."),
    "SE-05",
)  # fmt: skip
INFORMATION = RuleShown(
    _("Who reports from health or education must give her information on the services."), "SE-10"
)
FEMICIDE = RuleShown(
    _("The Service must file its own complaint for femicide and femicide-suicide."), "SE-12"
)


def rules_of(facts: str, *, information_due: bool) -> list[RuleShown]:
    """Give the rules to show for these facts."""
    shown = [CHILD if facts == Facts.CHILD_TELLS else GENERAL]
    if facts in {Facts.VIF, Facts.BREACH}:
        shown.append(VIF)
    if facts in NEEDS_HER_COMPLAINT:
        shown.append(HER_COMPLAINT)
    if facts in ABOUT_MINORS:
        shown.append(MINORS)
    if facts == Facts.FEMICIDE:
        shown.append(FEMICIDE)
    if information_due:
        shown.append(INFORMATION)
    return shown


def clock_of(facts: str) -> Clock:
    """Give the clock these facts start."""
    return CHILD_COMPLAINT if facts == Facts.CHILD_TELLS else MANDATORY_REPORT


def alerts(facts: str, known_at: datetime) -> list[tuple[str, datetime]]:
    """Give the warnings as (task kind, when), the end of the clock last."""
    child = facts == Facts.CHILD_TELLS
    hours = CHILD_WARN_HOURS if child else WARN_HOURS
    kinds = ("duty-first", "duty-second")
    found = [
        (kind, known_at + timedelta(hours=each)) for kind, each in zip(kinds, hours, strict=True)
    ]
    return [*found, ("duty-due", clock_of(facts).due(known_at))]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule about closing looks at."""

    facts: str
    state: str
    informed: bool
    information_due: bool
    informed_of_services: bool
    proposed: bool = False


def why_not(duty: Standing, to: str, *, reason: str = "", proved: bool = False) -> Promise | None:
    """Say why a duty may not go to a state, or None when it may."""
    if to not in MOVES[DutyState(duty.state)]:
        return _("This duty is closed already.")
    if to not in CLOSED:
        return None
    refused = _why_not_that_way(duty, to, reason, proved)
    return refused or (None if to == DutyState.UNFOUNDED else _why_not_yet(duty))


def _why_not_that_way(duty: Standing, to: str, reason: str, proved: bool) -> Promise | None:
    if to == DutyState.EXEMPT and not proved:
        return _("Attach the proof that somebody else reported it.")
    if to not in {DutyState.NOT_APPLICABLE, DutyState.UNFOUNDED}:
        return None
    if to == DutyState.UNFOUNDED and not duty.proposed:
        return _("Somebody started this duty knowing the facts: it is not set aside like this.")
    if to == DutyState.NOT_APPLICABLE and duty.facts in ABOUT_MINORS:
        return MINORS.words
    if len(reason.strip()) < WHY_AT_LEAST:
        return _("Write the reason in full: somebody will read it later.")
    return None


def _why_not_yet(duty: Standing) -> Promise | None:
    if duty.facts in NEEDS_HER_COMPLAINT and not duty.informed:
        return _("First inform her and write down what she thinks.")
    if duty.information_due and not duty.informed_of_services:
        return _("Give her the information on services first and write down the day.")
    return None


def left_in_words(due_at: datetime, at: datetime) -> str:
    """Say how many hours are left, or since when it is late."""
    seconds = (due_at - at).total_seconds()
    hours, minutes = divmod(int(abs(seconds)) // 60, 60)
    span = (
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
        if hours
        else ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    )
    return str(_("%(span)s left") if seconds >= 0 else _("%(span)s late")) % {"span": span}
