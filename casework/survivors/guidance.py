"""What the rules of the work say about the page of her file somebody is on.

The room that knows them registers when it starts; what it needs about her travels in the head of
the file (`essentials`), so a page asks no more for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from .timeline_models import TrajectoryEvent


@dataclass(frozen=True, slots=True)
class Guide:
    """One rule for this page: what to do, how, by when, where it is written. example: of nobody."""

    number: str
    title: str
    how: str
    deadline: str | Promise
    source: str
    address: str
    example: bool = False


# view: name of the page's address. told: the values of the head of her file.
Source = Callable[[str, Mapping[str, Any], datetime], list[Guide]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a room say what rules a page."""
    if source not in _sources:
        _sources.append(source)


# What was done, and the values of the head; gives the rules it may have been done by.
ActSource = Callable[[TrajectoryEvent, Mapping[str, Any]], list[Guide]]
_act_sources: list[ActSource] = []


def add_act_source(source: ActSource) -> None:
    """Let a room say by which rules an act of her trayecto was done."""
    if source not in _act_sources:
        _act_sources.append(source)


def rules_of(event: TrajectoryEvent, told: Mapping[str, Any]) -> tuple[Guide, ...]:
    """Give the rules an act was done by: all of them, where more than one fits."""
    return tuple(guide for source in _act_sources for guide in source(event, told))


def guides(view: str, told: Mapping[str, Any], at: datetime) -> list[Guide]:
    """Give what rules a page, in the order the rooms joined."""
    return [guide for source in _sources for guide in source(view, told, at)]
