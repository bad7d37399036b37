"""Her levels as steps over time, with the episodes marked: numbers for a drawing made here.

Nothing runs in the browser; the page says the same in a table for who does not see the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from casework.survivors.levels import Level
from casework.survivors.timeline_models import TrajectoryEvent

from .models import RiskResult

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT, TOP, ROW = 92, 628, 18, 36
AXIS = TOP + 4 * ROW + 16  # below the lowest level
LANE = AXIS + 22  # where episodes are marked
SHORTEST = timedelta(days=90)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Step:
    """A level from a moment on: a bar, and from when it was out of date."""

    x: float
    y: int
    width: float
    stale_x: float
    end_x: float
    from_y: int  # of the step before it; its own for the first
    level: Level


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template prints."""

    steps: tuple[Step, ...]
    marks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[int, Level], ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Time to the right."""

    first: datetime
    last: datetime

    def x(self, at: datetime) -> float:
        """Give the place of a moment, kept inside the drawing."""
        share = (at - self.first) / (self.last - self.first)
        return round(LEFT + min(1, max(0, share)) * (RIGHT - LEFT), 1)


def draw(
    newest_first: Sequence[RiskResult], episodes: Sequence[TrajectoryEvent], now: datetime
) -> Drawing | None:
    """Give the drawing, or None while there is nothing to draw."""
    results = list(reversed(newest_first))
    moments = [one.assessed_at for one in results] + [one.at for one in episodes]
    if not moments:
        return None
    scale = Scale(min(*moments, now - SHORTEST), now)
    return Drawing(
        tuple(_steps(results, scale, now)),
        tuple((scale.x(one.at), one.level) for one in episodes),
        tuple((_y(level), level) for level in reversed(Level)),
        tuple(_ticks(scale)),
    )


def _y(level: Level) -> int:
    return TOP + (4 - level.rank) * ROW


def _steps(results: list[RiskResult], scale: Scale, now: datetime) -> list[Step]:
    ends = [one.assessed_at for one in results[1:]] + [now] * bool(results)
    steps: list[Step] = []
    for one, until in zip(results, ends, strict=True):
        level = Level(one.level)
        stale = min(one.valid_until or until, until)
        x, middle, end = scale.x(one.assessed_at), scale.x(stale), scale.x(until)
        from_y = steps[-1].y if steps else _y(level)
        steps.append(Step(x, _y(level), round(middle - x, 1), middle, end, from_y, level))
    return steps


def _ticks(scale: Scale) -> list[tuple[float, str]]:
    """The first days of years; of months when it is all within two years."""
    years = scale.last.year - scale.first.year
    if years < 2:
        return _months(scale)
    every = max(1, -(-years // MOST_TICKS))
    wanted = range(scale.last.year, scale.first.year, -every)
    return [(scale.x(_start(year, 1)), str(year)) for year in wanted]


def _months(scale: Scale) -> list[tuple[float, str]]:
    first, last = (one.year * 12 + one.month - 1 for one in (scale.first, scale.last))
    every = max(1, -(-(last - first) // 6))
    months = [divmod(number, 12) for number in range(last, first, -every)]
    return [(scale.x(_start(year, month + 1)), f"{month + 1:02}/{year}") for year, month in months]


def _start(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime(year, month, 1))
