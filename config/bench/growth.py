"""The day's work at two sizes of the registry, side by side: what ten times the data costs."""

from collections.abc import Iterable, Sequence

from .table import Table, verdict
from .workday import SHARES

MOST_STATEMENTS = 12
SQL_LIMIT = 4.0  # p95 of a page over p95 of its statements, at the same rate
GROWTH_LIMIT = 1.3  # median of the large registry over that of the small one
Found = dict[str, float | int | str]
HEADER = (
    "page", "women", "per second", "asked", "page p50, p95", "its SQL p50, p95", "p95 ratio",
    "SQL", "growth", "verdict",
)  # fmt: skip


def table(found: Iterable[Found]) -> Table:
    """Give the table. found: what `mixed` told, each with `women` added."""
    rows = {(one["page"], one["rate"], one["women"]): one for one in found}
    sizes = sorted({size for _page, _rate, size in rows})
    rates = sorted({rate for _page, rate, _size in rows})
    return Table(
        HEADER,
        [
            _line(rows[page, rate, size], rows.get((page, rate, sizes[0])))
            for page in SHARES
            for rate in rates
            for size in sizes
            if (page, rate, size) in rows
        ],
    )


def _line(
    one: dict[str, float | int | str], small: dict[str, float | int | str] | None
) -> Sequence[str]:
    ratio = float(one["p95"]) / float(one["sql_p95"])
    grown = float(one["p50"]) / float(small["p50"]) if small and small is not one else None
    verdicts = [
        verdict(ratio, SQL_LIMIT),
        verdict(float(one["statements"]), MOST_STATEMENTS),
        verdict(grown or 1.0, GROWTH_LIMIT),
    ]
    return (
        str(one["page"]), f"{int(one['women']):,}", f"{float(one['rate']):g}", str(one["count"]),
        f"{float(one['p50']):.0f}, {float(one['p95']):.0f} ms",
        f"{float(one['sql_p50']):.0f}, {float(one['sql_p95']):.0f} ms", f"{ratio:.2f}x",
        str(one["statements"]), f"{grown:.2f}x" if grown else "-",
        "over" if "over" in verdicts else "ok",
    )  # fmt: skip
