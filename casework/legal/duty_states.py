"""Moves of a duty to report (law SE-07). The worker who knew owns it; the head answers with her."""

from .choices import DutyState as S

CLOSED = {S.REPORTED, S.EXEMPT, S.NOT_APPLICABLE, S.UNFOUNDED}
MOVES = {
    S.OPEN: {S.INFORMED, *CLOSED},
    S.INFORMED: set(CLOSED),
    S.REPORTED: set(),
    S.EXEMPT: set(),
    S.NOT_APPLICABLE: set(),
    S.UNFOUNDED: set(),
}
OWNERS = {S.OPEN: "N6", S.INFORMED: "N6"}
FINAL = CLOSED
