"""Pure rules: which duties to report an episode or an account starts (SE-05, SE-07 to SE-09)."""

from dataclasses import dataclass

from casework.episodes.choices import Answer, Injuries
from casework.survivors.account.models import Account
from casework.survivors.levels import Level

from .choices import Facts

ADULT = 18
# Codes of the lists of episodes that Ley 20.066, art. 5 covers (SE-14).
VIF_RELATIONS = frozenset({"pareja", "familia"})
VIF_CONTEXTS = frozenset({"PAREJA", "FAMILIAR"})
THROUGH_CHILDREN = "VICARIA"  # form of violence exerted through her children
GRAVE = frozenset({Injuries.MEDICAL, Injuries.HOSPITAL})


@dataclass(frozen=True, slots=True)
class Start:
    """A duty that starts. proposed: a person may still decide that there were no such facts."""

    facts: Facts
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the rule looks at in an episode. relation_group and context: codes of its lists."""

    relation_group: str = ""
    context: str = ""
    sexual: bool = False
    femicide: bool = False
    minor: bool = False
    complaint_made: bool = False
    children: bool = False
    injuries: str = ""
    death_threat: bool = False
    strangled: bool = False
    vital: bool = False


def duties_told(told: Told) -> list[Start]:
    """Say what duties an episode starts: who reported already frees the rest (SE-07).

    VIF starts one, crime or not (SE-08); so does any episode of a woman under 18 (SE-09) and a
    sexual one. What else the codes say of a crime, or of children who were there, is proposed.
    """
    if told.complaint_made:
        return [Start(Facts.FEMICIDE)] if told.femicide else []
    found = _of_herself(told)
    if told.children and Facts.MINOR not in {one.facts for one in found}:
        found.append(Start(Facts.MINOR, proposed=True))
    return found


def _of_herself(told: Told) -> list[Start]:
    if told.femicide:
        return [Start(Facts.FEMICIDE)]
    if told.minor:
        return [Start(Facts.MINOR)]
    if told.relation_group in VIF_RELATIONS or told.context in VIF_CONTEXTS:
        return [Start(Facts.VIF)]
    if told.sexual:
        return [Start(Facts.SEXUAL_ADULT)]
    maybe = _maybe(told)
    return [Start(maybe, proposed=True)] if maybe else []


def _maybe(told: Told) -> Facts | None:
    """Say which crime the codes speak of, the gravest first."""
    if told.injuries in GRAVE or told.strangled or told.vital:
        return Facts.OTHER
    if told.death_threat:
        return Facts.THREATS
    return Facts.MINOR_INJURIES if told.injuries == Injuries.MINOR else None


def children_in(forms: list[str], children_present: str) -> bool:
    """Say whether an episode speaks of children: they were there, or it was done through them."""
    return children_present == Answer.YES or THROUGH_CHILDREN in forms


def is_vital(level: str) -> bool:
    """Say whether her life was at risk."""
    return level == Level.VITAL


def duty_of_account(kind: str, *, minor: bool) -> Start | None:
    """Say what duty an entry of her account proposes.

    The words of a child, and of a woman under 18 herself, go to the prosecutor within 8 hours
    (SE-05); what a woman tells here may be domestic violence (SE-08). A correction tells nothing
    new.
    """
    if kind == Account.Kind.CORRECTED:
        return None
    if kind == Account.Kind.CHILD or minor:
        return Start(Facts.CHILD_TELLS, proposed=True)
    return Start(Facts.VIF, proposed=True)
