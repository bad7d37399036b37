"""One table: what was measured, beside what, and whether that is within its limit."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

HEADER = ("what", "measured (median, p95)", "SQL", "reference", "ratio", "limit", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    """One line, in words. verdict: "ok", "over", or "-" where nothing is promised."""

    name: str
    measured: str
    statements: str = "-"
    reference: str = "-"
    ratio: str = "-"
    limit: str = "-"
    verdict: str = "-"


def verdict(value: float, limit: float) -> str:
    """Say whether a value is within its limit."""
    return "ok" if value <= limit else "over"


def lines(rows: Iterable[Row]) -> list[str]:
    """Give the table as Markdown with even columns."""
    cells: list[Sequence[str]] = [HEADER, *(astuple(row) for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEADER))]
    cells.insert(1, ["-" * width for width in widths])
    return [_line(cells_of_line, widths) for cells_of_line in cells]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
