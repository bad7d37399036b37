"""Life of a consent text: a table of moves, with an owner for each state (report II.7)."""

from collections.abc import Mapping

from .text_models import Stage

# Who moves a text on from each state.
OWNERS: Mapping[str, str] = {
    Stage.DRAFT: "editor",
    Stage.REVIEW: "second person",
    Stage.APPROVED: "editor",
    Stage.RETIRED: "nobody: kept for ever, each version stays readable (law DP-24)",
}

MOVES: Mapping[str, frozenset[str]] = {
    Stage.DRAFT: frozenset({Stage.REVIEW}),
    Stage.REVIEW: frozenset({Stage.DRAFT, Stage.APPROVED}),
    Stage.APPROVED: frozenset({Stage.RETIRED}),
    Stage.RETIRED: frozenset(),
}

# States that need no way out.
FINAL = frozenset({Stage.RETIRED})


def may_move(before: str, after: str) -> bool:
    """Say whether a text may go from one state to another."""
    return after in MOVES[before]
