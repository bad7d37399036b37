"""Who must never act for her: rooms above say so, and whoever takes a signature asks (DP-44)."""

from collections.abc import Callable
from uuid import UUID

from casework.identity.documents import IdentityDocument
from casework.identity.run import InvalidRun, Run

Check = Callable[[UUID, Run | None, IdentityDocument | None], bool]
_checks: list[Check] = []


def add_check(check: Check) -> None:
    """Add a check. It takes her id, a RUN and another document, and says whether it is barred."""
    if check not in _checks:
        _checks.append(check)


def is_barred(
    survivor_id: UUID, *, run: Run | None = None, document: IdentityDocument | None = None
) -> bool:
    """Say whether somebody with this RUN or document must not sign, receive or ask for her."""
    return any(check(survivor_id, run, document) for check in _checks)


def is_barred_as_written(survivor_id: UUID, text: str) -> bool:
    """Say the same of a document as somebody typed it; what is no RUN bars nobody."""
    try:
        return is_barred(survivor_id, run=Run.parse(text))
    except InvalidRun:
        return False
