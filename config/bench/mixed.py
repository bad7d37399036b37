"""The work of many at once: the pages of a day, in the mix of a day, at a steady rate.

Runs as a process of its own with the application's role (`python -m config.bench.mixed`): reads
its plan from standard input, serves the product on the loopback and tells one page a line (JSON).
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from random import Random
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - models need the applications loaded

from . import people  # noqa: E402
from .browser import Browser  # noqa: E402
from .line import Line  # noqa: E402
from .paced import Work, paced  # noqa: E402
from .statements import Statement, needed_by, send  # noqa: E402
from .telling import tell  # noqa: E402
from .timing import Times  # noqa: E402
from .traffic import OURS, serving  # noqa: E402
from .workday import Ask, Workday  # noqa: E402

HANDS = 32
STATE = 20261122


@dataclass(frozen=True, slots=True)
class Measured:
    """One page at one rate. p50 and p95 in milliseconds; sql_*: its statements alone."""

    page: str
    rate: float
    count: int
    p50: float
    p95: float
    sql_p50: float
    sql_p95: float
    statements: int


def measured(day: Workday, port: int, rate: float, seconds: float) -> Iterator[Measured]:
    """Measure every page of the mix at a rate, and the statements of the same asks.

    Raises Unmeasurable when a page does not answer as it should.
    """
    asks = [day.next(chance) for chance in [Random(STATE)] for _ in range(int(rate * seconds))]  # noqa: S311
    over_http = paced(_sent(asks, day.worker, port), rate=rate, seconds=seconds, hands=HANDS)
    heard = [(ask.page, needed_by(_inside(ask, day.worker))) for ask in asks]
    bare: dict[str, Times] = {page: Times() for page, _statements in heard}
    replay: Iterator[Work] = ((page, partial(_alone, told, bare[page])) for page, told in heard)
    paced(replay, rate=rate, seconds=seconds, hands=HANDS)
    counts = {page: len(told) for page, told in heard}
    for page, times in over_http.items():
        alone = bare[page]
        yield Measured(
            page, rate, len(times.taken), times.median, times.p95, alone.median, alone.p95,
            counts[page],
        )  # fmt: skip


def _alone(statements: list[Statement], times: Times) -> None:
    """Send a page's statements, and give the connection back for whoever comes next."""
    send(statements, times)
    connection.close()


def _sent(asks: list[Ask], worker: Browser, port: int) -> Iterator[Work]:
    lines = cycle([Line(port, worker.cookies) for _ in range(HANDS)])
    return ((ask.page, _over(next(lines), ask)) for ask in asks)


def _over(line: Line, ask: Ask) -> Callable[[], object]:
    return lambda: line.ask(ask.method, ask.path, ask.fields)


def _inside(ask: Ask, worker: Browser) -> Callable[[], object]:
    if ask.method == "POST":
        return lambda: worker.post(ask.path, **ask.fields)
    return lambda: worker.get(ask.path)


def found_in(plan: dict[str, Any]) -> Iterator[object]:
    """Measure, rate by rate; give each page as soon as it is known. Raises Unmeasurable."""
    day = Workday(people.log_in(people.Account(**plan["account"])), plan["women"])
    with serving(OURS, dict(os.environ)) as port:
        for rate in plan["rates"]:
            seconds = plan["slow_seconds"] if rate <= 1 else plan["seconds"]
            list(paced(_sent([*day.each()] * 4, day.worker, port), rate=8, seconds=2, hands=8))
            yield from measured(day, port, rate, seconds)


if __name__ == "__main__":
    sys.exit(tell(found_in))
