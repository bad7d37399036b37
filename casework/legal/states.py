"""Moves of a legal process (who must act in each state; nothing follows the last one)."""

from .choices import ProcessState as S

MOVES = {
    S.ONGOING: {S.SUSPENDED, S.ENDED},
    S.SUSPENDED: {S.ONGOING, S.ENDED},
    S.ENDED: set(),
}
OWNERS = {S.ONGOING: "N6", S.SUSPENDED: "N6"}
FINAL = {S.ENDED}
