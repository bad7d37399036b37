"""What of her file stays masked for whoever is not of the team that attends her (law VG-17)."""

from collections.abc import Callable
from uuid import UUID

from casework.access.principals import Staff

Rule = Callable[[UUID], bool]
_rules: list[Rule] = []


def add_rule(rule: Rule) -> None:
    """Add a rule: takes her id, says whether where she lives, works and is called is reserved."""
    if rule not in _rules:
        _rules.append(rule)


def hides(survivor_id: UUID, by: Staff) -> bool:
    """Say whether this reader is shown masks: only a grant opened her file, and a rule asks it."""
    return survivor_id in by.granted and any(rule(survivor_id) for rule in _rules)
