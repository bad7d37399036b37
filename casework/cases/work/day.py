"""What else may stand in somebody's day: rooms add lines of their own when they start.

def unread(by: Staff, at: datetime) -> list[DayLine]: ...      # one query at most
day.add_source(unread)

Most of what has to be done is a task and stands there by itself; a source is for what is no task:
answers nobody read, contacts that expire, drafts left half-way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from casework.access.principals import Staff


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the day: words without anybody's name, where it leads, how it looks."""

    words: str | Promise
    url: str
    tone: str = "neutral"
    icon: str = "info"


Source = Callable[[Staff, datetime], list[DayLine]]
_sources: list[Source] = []
_head_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Add lines to every worker's day."""
    if source not in _sources:
        _sources.append(source)


def add_head_source(source: Source) -> None:
    """Add lines to the board of a head of centre."""
    if source not in _head_sources:
        _head_sources.append(source)


def lines(by: Staff, at: datetime) -> list[DayLine]:
    """Give the lines of a worker's day, in the order the rooms joined."""
    return [line for source in _sources for line in source(by, at)]


def head_lines(by: Staff, at: datetime) -> list[DayLine]:
    """Give the lines of a head's board."""
    return [line for source in _head_sources for line in source(by, at)]
