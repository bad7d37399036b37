"""What stands beside a result of hers: rooms above add it (another human's look, art. 8 bis).

beside.add_source(fn)   fn: ids of results -> what is said beside each
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Beside:
    """outcome: what the other person decided, in words; hers: what she says; newer: the result
    that took its place, if there is one; url: where it was decided."""

    outcome: str | Promise
    at: datetime
    who: str
    explanation: str
    hers: str = ""
    newer: UUID | None = None
    url: str = ""


Source = Callable[[Sequence[UUID]], dict[UUID, Beside]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Add what a room says beside results."""
    if source not in _sources:
        _sources.append(source)


def of(result_ids: Sequence[UUID]) -> dict[UUID, Beside]:
    """Give what is said beside some results; one question for each room."""
    found: dict[UUID, Beside] = {}
    for source in _sources:
        found |= source(result_ids) if result_ids else {}
    return found
