"""Rows of the matrix for the rules that administrators publish."""

from typing import Any

from tests.access.matrix import Row, World, staff


def high(_world: World) -> list[Any]:
    return ["ALTO"]


def judgement(_world: World) -> list[Any]:
    return ["JUICIO"]


def gone(_world: World) -> list[Any]:
    return ["2020-01-01"]


ROWS: tuple[Row, ...] = (
    staff("rules:index", n2=200),
    staff("rules:order", n2=200),
    staff("rules:new-order", n2=200),
    staff("rules:clocks", n2=200),
    staff("rules:new-clock", make=high, n2=200),
    staff("rules:instruments", n2=200),
    staff("rules:new-instrument", n2=200),
    staff("rules:end-instrument", make=judgement, method="post", n2=422),
    staff("rules:holidays", n2=200),
    # A day gone by is no holiday to come: as if it were not there.
    staff("rules:remove-holiday", make=gone, method="post", n2=404),
)
