"""The gate every outgoing datum passes: may this woman's data go to X for purpose Y?

Modules above register rules (consent does, at start-up); the gate knows none of them by name.
Closed by default: with no rule registered nothing is shared, and `manage.py check` fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is asked: whose data, to which class of recipient, for which purpose (their codes).

    institution: code of the one that receives; empty while it is not known.
    """

    survivor_id: UUID
    recipient: str
    purpose: str
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, always with the reason to show."""

    allowed: bool
    reason: Promise | str


Rule = Callable[[Sharing, datetime], Answer]
_rules: dict[str, Rule] = {}
_vetoes: dict[str, Rule] = {}
NO_RULE = Answer(False, _("No rule allows this data to be shared."))


def register(name: str, rule: Rule) -> None:
    """Add a rule under a name; the same name again replaces it."""
    _rules[name] = rule


def register_veto(name: str, rule: Rule) -> None:
    """Add a rule that may only refuse: alone it lets nothing out."""
    _vetoes[name] = rule


def registered() -> tuple[str, ...]:
    """Give the names of the rules in force."""
    return tuple(sorted(_rules))


def may_share(sharing: Sharing, *, at: datetime) -> Answer:
    """Ask every rule, then every veto; the first refusal wins, and no rule at all is one."""
    answer = NO_RULE
    for rule in _rules.values():
        answer = rule(sharing, at)
        if not answer.allowed:
            return answer
    for veto in _vetoes.values() if answer.allowed else ():
        refusal = veto(sharing, at)
        if not refusal.allowed:
            return refusal
    return answer
