"""Frequency and severity over time as numbers for a drawing: points in, coordinates out.

Nothing runs in the browser; the page gives the same in a table. Left and right are those of the
drawing of her levels of risk, so that both can be read one above the other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT = 92, 628
TOP, FLOOR = 18, 128  # severity, from the most to none
BASE, TALLEST = 222, 62  # bars of frequency
LONG = timedelta(days=900)  # from here on years, before it months
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Point:
    """One episode as the drawing needs it. tone: of its severity."""

    first: date
    last: date
    severity: int
    tone: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An episode: a mark at its place, with a line as long as it lasted."""

    x: float
    end_x: float
    y: float
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many episodes a month or year had."""

    x: float
    y: float
    width: float
    height: float
    count: int

    @property
    def label_x(self) -> float:
        """The middle of the bar."""
        return round(self.x + self.width / 2, 1)

    @property
    def label_y(self) -> float:
        """Just above it."""
        return round(self.y - 4, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template prints."""

    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, int], ...]
    most: int
    by_year: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Time to the right, in whole months or years."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Give the place of a day, kept inside the drawing."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + min(1.0, max(0.0, share)) * (RIGHT - LEFT), 1)


def draw(points: Sequence[Point], *, most: int, today: date) -> Drawing | None:
    """Give the drawing, or None without a dated episode. most: the highest severity there is."""
    if not points:
        return None
    first = min(point.first for point in points)
    by_year = today - first > LONG
    starts = _starts(first, today, by_year)
    scale = Scale(starts[0], _next(starts[-1], by_year))
    return Drawing(
        tuple(_dot(point, scale, most) for point in points),
        tuple(_bars(points, starts, scale, by_year)),
        tuple(_ticks(starts, scale, by_year)),
        tuple((_y(value, most), value) for value in (0, most // 2, most)),
        most,
        by_year,
    )


def _y(severity: int, most: int) -> float:
    share = min(1.0, max(0.0, severity / most)) if most else 0.0
    return round(FLOOR - share * (FLOOR - TOP), 1)


def _dot(point: Point, scale: Scale, most: int) -> Dot:
    return Dot(scale.x(point.first), scale.x(point.last), _y(point.severity, most), point.tone)


def _bars(
    points: Sequence[Point], starts: Sequence[date], scale: Scale, by_year: bool
) -> list[Bar]:
    counts = Counter(_start(point.first, by_year) for point in points)
    highest = max(counts.values())
    found = []
    for start in starts:
        count = counts.get(start, 0)
        if count:
            x, end = scale.x(start), scale.x(_next(start, by_year))
            height = round(TALLEST * count / highest, 1)
            width = round(max(2.0, (end - x) - 1), 1)
            found.append(Bar(x, round(BASE - height, 1), width, height, count))
    return found


def _ticks(starts: Sequence[date], scale: Scale, by_year: bool) -> list[tuple[float, str]]:
    step = -(-len(starts) // MOST_TICKS)
    return [
        (scale.x(start), f"{start:%Y}" if by_year else f"{start:%m-%Y}") for start in starts[::step]
    ]


def _starts(first: date, last: date, by_year: bool) -> list[date]:
    found = [_start(first, by_year)]
    while _next(found[-1], by_year) <= last:
        found.append(_next(found[-1], by_year))
    return found


def _start(day: date, by_year: bool) -> date:
    return date(day.year, 1, 1) if by_year else date(day.year, day.month, 1)


def _next(start: date, by_year: bool) -> date:
    if by_year:
        return date(start.year + 1, 1, 1)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)
