"""What else may stand in somebody's day: rooms add lines of their own when they start.

def asked(by: Staff, at: datetime) -> Expression: ...          # a subquery: one value
def told(value: Any, by: Staff, at: datetime) -> list[DayLine]: ...
day.add_source(Source(asked, told))

Most of what has to be done is a task and stands there by itself; a source is for what is no task:
answers nobody read, contacts that expire, drafts left half-way. All of them are asked in one
statement, however many rooms there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Expression, Subquery
from django.utils.functional import Promise

from casework.access.principals import Staff
from casework.territory.models import Region


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the day: words without anybody's name, where it leads, how it looks."""

    words: str | Promise
    url: str
    tone: str = "neutral"
    icon: str = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """asked: gives what to ask for (`carried.rows`, an ArraySubquery). told: its words."""

    asked: Callable[[Staff, datetime], Expression | Subquery]
    told: Callable[[Any, Staff, datetime], list[DayLine]]


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
    return _lines(_sources, by, at)


def head_lines(by: Staff, at: datetime) -> list[DayLine]:
    """Give the lines of a head's board."""
    return _lines(_head_sources, by, at)


def _lines(sources: list[Source], by: Staff, at: datetime) -> list[DayLine]:
    asked = [source.asked(by, at) for source in sources]
    # Every answer is a subquery of its own; the region is there to be asked of something.
    found = Region.objects.values_list(*asked).first() or ()
    return [
        line
        for source, value in zip(sources, found, strict=False)
        for line in source.told(value, by, at)
    ]


def said(source: Source, by: Staff, at: datetime) -> list[DayLine]:
    """Give what one source says."""
    return _lines([source], by, at)
