"""Life of a case: a table of moves, with an owner for each stage (domain.md 2.4).

She may drop out of any stage before the exit and return to where she was. After the exit come the
follow-ups and the close; who comes back later has a new case.
"""

from collections.abc import Mapping

from .stages import Stage

# Who moves a case on from each stage (levels of report II.2).
OWNERS: Mapping[str, str] = {
    Stage.CONTACT: "N6",
    Stage.ORIENTATION: "N6",
    Stage.WAITING: "N5",
    Stage.ENTRY: "N6",
    Stage.DIAGNOSIS: "N6",
    Stage.INTERVENTION: "N6",
    Stage.EXIT: "N6",
    Stage.FOLLOW_UP: "N6",
    Stage.DROPPED_OUT: "N6",
    Stage.CLOSED: "nobody: kept, and a re-entry is a new case",
}

# Stages in which she is attended or waits to be.
ACTIVE = (
    Stage.CONTACT, Stage.ORIENTATION, Stage.WAITING, Stage.ENTRY, Stage.DIAGNOSIS,
    Stage.INTERVENTION,
)  # fmt: skip

_LEAVING = frozenset({Stage.DROPPED_OUT, Stage.EXIT})

MOVES: Mapping[str, frozenset[Stage]] = {
    Stage.CONTACT: _LEAVING | {Stage.ORIENTATION, Stage.ENTRY},
    Stage.ORIENTATION: _LEAVING | {Stage.WAITING, Stage.ENTRY},
    Stage.WAITING: _LEAVING | {Stage.ENTRY},
    Stage.ENTRY: _LEAVING | {Stage.DIAGNOSIS, Stage.INTERVENTION},
    Stage.DIAGNOSIS: _LEAVING | {Stage.INTERVENTION},
    Stage.INTERVENTION: _LEAVING | {Stage.DIAGNOSIS},
    Stage.DROPPED_OUT: frozenset({*ACTIVE, Stage.EXIT}),
    Stage.EXIT: frozenset({Stage.FOLLOW_UP, Stage.CLOSED}),
    Stage.FOLLOW_UP: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}

# Stages that need no way out.
FINAL = frozenset({Stage.CLOSED})

# Moves that ask for something of their own (why she left, which way she goes out).
_OWN_ACTION = frozenset({Stage.DROPPED_OUT, Stage.EXIT})


def may_move(before: str, after: str) -> bool:
    """Say whether a case may go from one stage to another."""
    return after in MOVES[before]


def plain_moves(before: str) -> list[Stage]:
    """Give the stages reached with one button from here, in order.

    Dropping out, returning and the exit are acts of their own.
    """
    if before == Stage.DROPPED_OUT:
        return []
    return [stage for stage in Stage if stage in MOVES[before] - _OWN_ACTION]
