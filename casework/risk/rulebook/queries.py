"""Reads of the rules, with where each version stands today. Nothing about any person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.cases.waiting.models import Factor, WaitingRule
from casework.survivors.levels import Level
from casework.territory.calendar import Holiday

from ..models import Instrument, LevelClock

IN_FORCE, COMING, OVER = _("In force"), _("To come"), _("Over")
TONES: dict[object, tuple[str, str]] = {
    IN_FORCE: ("check", "success"),
    COMING: ("clock", "info"),
    OVER: ("stop", "neutral"),
}
ORDER = {level.value: number for number, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Version:
    """A version and where it stands."""

    row: Any
    words: Promise

    @property
    def icon(self) -> str:
        """Drawing of where it stands."""
        return TONES[self.words][0]

    @property
    def tone(self) -> str:
        """Colour of where it stands."""
        return TONES[self.words][1]

    @property
    def running(self) -> bool:
        """Whether it is in force today."""
        return self.words is IN_FORCE


def standing(row: Any, today: date) -> Promise:
    """Say where a dated row stands."""
    if row.valid_from is not None and row.valid_from > today:
        return COMING
    return IN_FORCE if row.valid_to is None or row.valid_to >= today else OVER


def orders(today: date) -> list[Version]:
    """Give the versions of the order, newest first; of those that cover today the newest rules."""
    found, ruling = [], False
    for row in WaitingRule.objects.order_by("-version"):
        words = OVER if ruling else standing(row, today)
        ruling = ruling or words is IN_FORCE
        found.append(Version(row, words))
    return found


def weights_of(rule: WaitingRule | None) -> list[tuple[str | Promise, int]]:
    """Give the weights of a rule in words."""
    if rule is None:
        return []
    found: list[tuple[str | Promise, int]] = [
        (_("Each day of waiting"), rule.weights["day"]),
        (_("Days that count at most"), rule.weights["longest"]),
        (_("Moved up by a person"), rule.weights["raised"]),
    ]
    worth = rule.weights["risk"], rule.weights["factors"]
    risk = [(level.label, worth[0][level]) for level in Level if level in worth[0]]
    factors = [(factor.label, worth[1][factor]) for factor in Factor if factor in worth[1]]
    return [*risk, *found, *factors]


def clocks(today: date) -> list[Version]:
    """Give the clocks by level, the highest first, newest first in each."""
    rows = sorted(
        LevelClock.objects.all(),
        key=lambda row: (ORDER[row.level], row.valid_from or date.min), reverse=True,
    )  # fmt: skip
    return [Version(row, standing(row, today)) for row in rows]


def clock_in_force(level: str, today: date) -> LevelClock | None:
    """Give the clock of a level that rules today."""
    found: LevelClock | None = LevelClock.objects.valid_on(today).filter(level=level).first()
    return found


def instruments(today: date) -> list[Version]:
    """Give the instruments, by name."""
    return [Version(row, standing(row, today)) for row in Instrument.objects.order_by("name")]


def holidays(year: int) -> list[Holiday]:
    """Give the holidays of a year."""
    return list(Holiday.objects.filter(date__year=year))
