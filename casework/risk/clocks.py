"""Until when a result holds, by the clock in force on its day."""

from datetime import datetime

from casework.cases.clocks import Unit, due
from casework.survivors.levels import Level
from casework.territory.validity import chilean_day

from .models import LevelClock


def clock_of(level: Level, at: datetime) -> LevelClock | None:
    """Give the clock of a level in force at a moment; None for a woman nobody assessed."""
    found: LevelClock | None = (
        LevelClock.objects.valid_on(chilean_day(at)).filter(level=level).first()
    )
    return found


def valid_until(clock: LevelClock, assessed_at: datetime) -> datetime:
    """Give the moment a result goes stale: hours run without pause, days end with their last."""
    return due(assessed_at, clock.review_count, Unit(clock.review_unit))


def contact_by(clock: LevelClock, assessed_at: datetime) -> datetime:
    """Give by when she should be reached (domain.md 1.4, a proposal)."""
    return due(assessed_at, clock.contact_count, Unit(clock.contact_unit))
