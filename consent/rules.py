"""Pure rules of consent: who may sign, whether every question was answered, what is in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.survivors.rules import signs_alone


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no with the words to show."""

    allowed: bool
    reason: Promise | str = ""


YES = Answer(True)
SHE_SIGNS = Answer(
    False, _("At her age she signs for herself, unless a court order says otherwise.")
)
SOMEBODY_SIGNS = Answer(
    False, _("She is under 16: her mother, father, guardian or carer signs with her.")
)
NEVER_THE_AGGRESSOR = Answer(
    False,
    _(
        "This person is named as aggressor in the file and cannot sign. Attend her all the same "
        "and ask for child protection."
    ),
)
NOT_HERS_TO_WAIVE = Answer(
    False,
    _("At her age the law reserves who she is. Nothing here is hers to authorise or to refuse."),
)
NEEDS_POWER = Answer(False, _("Say by which power this person signs, and file its proof."))


def may_sign(
    *,
    birth_date: date | None,
    day: date,
    by_representative: bool,
    power: str = "",
    representative_is_aggressor: bool = False,
) -> Answer:
    """Say who may sign on a day (law DP-27, DP-42, DP-44).

    From 16 on she signs alone; a mandate or a court order lets somebody else sign for an adult.
    Under 16 somebody with a power signs. A person named as aggressor never does.
    """
    if by_representative and representative_is_aggressor:
        return NEVER_THE_AGGRESSOR
    alone = signs_alone(birth_date, day)
    if not by_representative:
        return YES if alone else SOMEBODY_SIGNS
    if not power:
        return NEEDS_POWER
    return SHE_SIGNS if alone and power not in {"mandate", "court"} else YES


def unanswered(asked: Iterable[int], answers: Mapping[int, bool | None]) -> list[int]:
    """Give the questions without a yes or a no. Silence is never consent (law DP-21)."""
    return [item for item in asked if answers.get(item) is None]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as the rule sees it."""

    purpose: str
    recipient: str
    given: bool
    at: datetime
    awaits_confirmation: bool = False
    lacks_proof: bool = False


def in_force(decisions: Iterable[Decided]) -> dict[tuple[str, str], Decided]:
    """Give the last decision for each purpose and recipient; a change of mind is the newer row."""
    latest: dict[tuple[str, str], Decided] = {}
    for decision in sorted(decisions, key=lambda decided: decided.at):
        latest[(decision.purpose, decision.recipient)] = decision
    return latest
