"""Every state has an owner and a way out, in every table of moves (design 11).

A `states.py` (or `…_states.py`) declares `MOVES` (state -> states it may become), `OWNERS`
(state -> who must act) and `FINAL` (states nothing follows).
"""

from collections.abc import Collection, Mapping
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from .sources import ROOT, product_modules

STATE_MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in product_modules()
    if path.stem == "states" or path.stem.endswith("_states")
]


def problems(table: Any) -> list[str]:
    """Name the states without an owner, without a way out, or unknown to the table."""
    moves: Mapping[Any, Collection[Any]] = table.MOVES
    states = set(moves) | {after for targets in moves.values() for after in targets}
    stuck = {state for state in states - set(table.FINAL) if not _reaches_end(state, table)}
    return [
        *(f"{state} is not in the table" for state in states - set(moves)),
        *(
            f"{state} has no owner"
            for state in states - set(table.FINAL)
            if not table.OWNERS.get(state)
        ),
        *(f"{state} never ends" for state in stuck),
        *(f"{state} is final, yet goes on" for state in table.FINAL if moves.get(state)),
    ]


def _reaches_end(state: Any, table: Any) -> bool:
    seen, front = set(), [state]
    while front:
        here = front.pop()
        if here in table.FINAL:
            return True
        front += [after for after in table.MOVES.get(here, ()) if after not in seen]
        seen.add(here)
    return False


@pytest.mark.parametrize("module", STATE_MODULES)
def test_every_state_has_an_owner_and_a_way_out(module: str) -> None:
    assert problems(import_module(module)) == []


GOOD = {"MOVES": {"a": {"b"}, "b": set()}, "OWNERS": {"a": "N6"}, "FINAL": {"b"}}


@pytest.mark.parametrize(
    "fault",
    [{"OWNERS": {}}, {"MOVES": {"a": {"a"}, "b": set()}}, {"MOVES": {"a": {"b"}, "b": {"a"}}},
     {"MOVES": {"a": {"b", "c"}, "b": set()}}],
)  # fmt: skip
def test_a_faulty_table_is_noticed(fault: dict[str, Any]) -> None:
    assert problems(SimpleNamespace(**GOOD)) == []
    assert problems(SimpleNamespace(**{**GOOD, **fault})) != []
