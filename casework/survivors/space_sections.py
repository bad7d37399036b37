"""Sections of the tab "her own space" that rooms above add when they start.

space_sections.add(Section("messages", 20, "messages/_space.html", context_of))

The template finds in `section.data` what `data` gives, and the tab's own context.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.access.principals import Staff

from .models import Survivor

Data = Callable[[Survivor, Staff, datetime], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """name: of the section. template: what shows it. data: gives what it shows."""

    name: str
    order: int
    template: str
    data: Data


_sections: dict[str, Section] = {}


def add(section: Section) -> None:
    """Add a section."""
    _sections[section.name] = section


def of(survivor: Survivor, by: Staff, at: datetime) -> list[dict[str, Any]]:
    """Give the sections of one woman, in order."""
    rows = sorted(_sections.values(), key=lambda one: one.order)
    return [
        {"name": one.name, "template": one.template, "data": one.data(survivor, by, at)}
        for one in rows
    ]
