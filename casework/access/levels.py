"""Levels N1 to N6 and what each may do (report II.2, design 4.1), readable aloud."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Right(Enum):
    """One thing a level may do."""

    SEE_AGGREGATES = auto()
    OPEN_CASES = auto()  # all tabs of the case panel, own centre
    SEE_LINES = auto()  # referral lines, never lives
    GRANT_DETAIL = auto()  # approve somebody else's look at one case
    MANAGE_OPERATORS = auto()
    READ_LOG = auto()
    REPORT_TEAM = auto()  # joiners and leavers of the own centre
    APPROVE_TEXTS = auto()
    EDIT_RULES = auto()  # weights, clocks, instruments, holidays: data that rule, of nobody
    ANSWER_REQUESTS = auto()  # by a group besides the level: the data-protection officer


# Who answers for personal data (law DP-72): existing staff, an administrator of this group.
OFFICERS = "Derechos de datos"


class Level(StrEnum):
    """Level of an assignment."""

    N1 = "N1"
    N2 = "N2"
    N3 = "N3"
    N4 = "N4"
    N5 = "N5"
    N6 = "N6"

    @property
    def rights(self) -> frozenset[Right]:
        """What the level may do."""
        return RIGHTS[self]


RIGHTS: dict[Level, frozenset[Right]] = {
    Level.N1: frozenset({Right.SEE_AGGREGATES, Right.GRANT_DETAIL}),
    Level.N2: frozenset({Right.MANAGE_OPERATORS, Right.READ_LOG, Right.EDIT_RULES}),
    Level.N3: frozenset({Right.SEE_AGGREGATES, Right.SEE_LINES, Right.GRANT_DETAIL}),
    Level.N4: frozenset({Right.SEE_AGGREGATES, Right.SEE_LINES}),
    Level.N5: frozenset(
        {
            Right.SEE_AGGREGATES,
            Right.OPEN_CASES,
            Right.SEE_LINES,
            Right.GRANT_DETAIL,
            Right.REPORT_TEAM,
        }
    ),
    Level.N6: frozenset({Right.SEE_AGGREGATES, Right.OPEN_CASES, Right.SEE_LINES}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """An open assignment: a level over a scope. No scope at all means the whole country."""

    level: Level
    region_code: str = ""
    executor_id: int | None = None
    centre_id: int | None = None
