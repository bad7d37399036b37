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


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its lines, in words."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def lines(self) -> list[str]:
        """Give it as Markdown with even columns."""
        cells = [self.header, *self.rows]
        widths = [max(len(line[place]) for line in cells) for place in range(len(self.header))]
        cells.insert(1, ["-" * width for width in widths])
        return [_line(line, widths) for line in cells]


def lines(rows: Iterable[Row]) -> list[str]:
    """Give the rows as a Markdown table."""
    return Table(HEADER, [astuple(row) for row in rows]).lines()


def _line(cells_of_line: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells_of_line, widths, strict=True))
    return f"| {' | '.join(padded)} |"
