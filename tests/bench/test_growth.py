"""Many at once: the pace is kept, waiting counts, and what grows too much is said."""

import time
from itertools import cycle

import pytest

from config.bench import growth
from config.bench.browser import Unmeasurable
from config.bench.paced import paced
from config.bench.workday import SHARES


def told(**more: object) -> dict:
    return {
        "page": "Mi día", "rate": 1, "women": 100, "count": 10, "p50": 20.0, "p95": 30.0,
        "sql_p50": 8.0, "sql_p95": 10.0, "statements": 9, **more,
    }  # fmt: skip


def verdicts(*found: dict) -> list[str]:
    return [line[-1] for line in growth.table(found).rows]


def test_a_page_within_its_limits_is_ok_at_both_sizes() -> None:
    assert verdicts(told(), told(women=1000, p50=22.0)) == ["ok", "ok"]


@pytest.mark.parametrize(
    "worse", [{"p50": 27.0}, {"p95": 41.0}, {"statements": 13}], ids=["grown", "slow", "many"]
)
def test_a_page_over_a_limit_is_said(worse: dict) -> None:
    assert verdicts(told(), told(women=1000, **worse)) == ["ok", "over"]


def test_the_mix_is_a_whole_day() -> None:
    assert sum(SHARES.values()) == 100


def test_work_comes_at_its_pace_and_waiting_in_line_counts() -> None:
    slow = cycle([("page", lambda: time.sleep(0.03))])
    alone = paced(slow, rate=10, seconds=0.5, hands=1)["page"]
    crowded = paced(slow, rate=100, seconds=0.3, hands=1)["page"]
    assert len(alone.taken) == 5 and len(crowded.taken) == 30
    assert crowded.median > 3 * alone.median


def test_a_page_that_fails_stops_the_measurement() -> None:
    def fails() -> None:
        raise Unmeasurable("no")

    with pytest.raises(Unmeasurable):
        paced(cycle([("page", fails)]), rate=50, seconds=0.1, hands=2)
