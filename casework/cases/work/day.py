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

TONES = ("danger", "warning")  # those before all others
AT_SIGHT = 6


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
    """Give the lines of a worker's day: the most urgent first, then as the rooms joined."""
    return sorted(_lines(_sources, by, at), key=urgency)


def head_lines(by: Staff, at: datetime) -> list[DayLine]:
    """Give the lines of a head's board, the most urgent first."""
    return sorted(_lines(_head_sources, by, at), key=urgency)


def at_sight(found: list[DayLine]) -> tuple[list[DayLine], list[DayLine]]:
    """Part the lines in those to show at once, all that are urgent among them, and the rest."""
    urgent = sum(urgency(line) == 0 for line in found)
    shown = max(AT_SIGHT, urgent)
    return found[:shown], found[shown:]


def urgency(line: DayLine) -> int:
    """Give the place of a line among the others: what cannot wait is 0."""
    return TONES.index(line.tone) if line.tone in TONES else len(TONES)


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
