"""What of her file stays masked for whoever is not of the team that attends her (law VG-16, VG-17).

Rooms above say of whom; `casework.identity.veil` does it, wherever a sealed value is read.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.identity import veil

from .models import RelatedPerson, SafeContact, Survivor

Rule = Callable[[UUID], bool]
_rules: list[Rule] = []
NOBODY = _("Reserved identity")


def add_rule(rule: Rule) -> None:
    """Add a rule: takes her id, says whether where she lives, works and is called is reserved."""
    if rule not in _rules:
        _rules.append(rule)


def hides(survivor_id: UUID, by: Staff) -> bool:
    """Say whether this reader is shown masks: only a grant opened her file, and a rule asks it."""
    return survivor_id in by.granted and is_reserved(survivor_id)


def is_reserved(survivor_id: UUID) -> bool:
    """Say whether a rule reserves who she is."""
    return any(rule(survivor_id) for rule in _rules)


def names_to_hide(survivor_id: UUID) -> Iterable[str] | None:
    """Give her names and numbers, and the names of those close to her; None: nothing is reserved.

    The law reserves the family and close persons too (VG-17).
    """
    if not is_reserved(survivor_id):
        return None
    found: list[str] = []
    for her in Survivor.objects.filter(pk=survivor_id):
        found += [her.working_name, her.given_names, her.first_surname, her.second_surname,
                  her.social_name, her.run, her.document_value]  # fmt: skip
    found += [one.value for one in SafeContact.objects.filter(survivor=survivor_id)]
    found += [one.name for one in RelatedPerson.objects.filter(survivor=survivor_id)]
    return [text for text in found if text]


def register() -> None:
    """Give the rule and the masks of this room's own fields."""
    veil.rule(names_to_hide)
    blank = dict.fromkeys(
        ("given_names", "first_surname", "second_surname", "social_name", "run", "document_value"),
        "",
    )
    veil.mask(Survivor._meta.label, working_name=NOBODY, **blank)
    veil.mask(SafeContact._meta.label, value="", words_to_say="", words_to_avoid="")
    veil.mask(RelatedPerson._meta.label, name="")
