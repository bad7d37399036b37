"""What else waits on the first page of an operator: rooms add lines of their own when they start.

For those who have no day of cases: an administrator who answers for personal data, for instance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from .principals import Staff


@dataclass(frozen=True, slots=True)
class HomeLine:
    """Words without anybody's name, where they lead, how they look."""

    words: str | Promise
    url: str
    tone: str = "neutral"
    icon: str = "info"


Source = Callable[[Staff, datetime], list[HomeLine]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Add lines to the first page; a source asks nothing for who has nothing to do with it."""
    if source not in _sources:
        _sources.append(source)


def lines(by: Staff, at: datetime) -> list[HomeLine]:
    """Give the lines, in the order the rooms joined."""
    return [line for source in _sources for line in source(by, at)]
