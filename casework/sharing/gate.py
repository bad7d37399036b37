"""The gate every outgoing datum passes: may this woman's data go to X for purpose Y?

Modules above register rules (consent does, at start-up); the gate knows none of them by name.
Closed by default: with no rule registered nothing is shared, and `manage.py check` fails.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
# The same rule for several questions about one woman, read at once: what a page lists.
Each = Callable[[Sequence[Sharing], datetime], Mapping[Sharing, Answer]]
_rules: dict[str, Rule] = {}
_vetoes: dict[str, Rule] = {}
_each: dict[str, Each] = {}
NO_RULE = Answer(False, _("No rule allows this data to be shared."))


def register(name: str, rule: Rule, *, each: Each | None = None) -> None:
    """Add a rule under a name; the same name again replaces it. each: see `answers`."""
    _rules[name] = rule
    _keep(name, each)


def register_veto(name: str, rule: Rule, *, each: Each | None = None) -> None:
    """Add a rule that may only refuse: alone it lets nothing out."""
    _vetoes[name] = rule
    _keep(name, each)


def _keep(name: str, each: Each | None) -> None:
    _each.pop(name, None)
    if each is not None:
        _each[name] = each


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


def answers(sharings: Iterable[Sharing], *, at: datetime) -> dict[Sharing, Answer]:
    """Give what `may_share` says to each question; a rule that can reads once for all of them.

    For showing. Whoever sends asks `may_share`, at that moment.
    """
    said = dict.fromkeys(sharings, NO_RULE)
    still = list(said)
    for name, rule in _rules.items():
        said |= _asked(name, rule, still, at)
        still = [one for one in still if said[one].allowed]
    for name, veto in _vetoes.items() if _rules else ():
        refused = {one: no for one, no in _asked(name, veto, still, at).items() if not no.allowed}
        said |= refused
        still = [one for one in still if one not in refused]
    return said


def _asked(name: str, rule: Rule, about: list[Sharing], at: datetime) -> Mapping[Sharing, Answer]:
    each = _each.get(name)
    if each is not None and about:
        return each(about, at)
    return {one: rule(one, at) for one in about}
