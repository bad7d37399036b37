"""The life of a discrepancy, as one table. Its clock is its request's (law DP-14)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a discrepancy stands. The datum is marked as disputed until the last two."""

    OPEN = "open", _("To be checked")
    PASSED = "passed", _("Asked to its source")
    BACK = "back", _("Its source answered")
    PROPOSED = "proposed", _("Waiting for the second person")
    SETTLED = "settled", _("Decided")
    WITHDRAWN = "withdrawn", _("Taken back")


MOVES = {
    State.OPEN: {State.PASSED, State.PROPOSED, State.WITHDRAWN},
    State.PASSED: {State.BACK, State.PROPOSED, State.WITHDRAWN},
    State.BACK: {State.PASSED, State.PROPOSED, State.WITHDRAWN},
    State.PROPOSED: {State.OPEN, State.SETTLED, State.WITHDRAWN},
    State.SETTLED: set[State](),
    State.WITHDRAWN: set[State](),
}
OWNERS = {
    State.OPEN: _("Her team: look at it with her"),
    State.PASSED: _("The institution it comes from; her team asks again"),
    State.BACK: _("Her team: say how it ends"),
    State.PROPOSED: _("A second person of the centre, one of the two its head"),
}
FINAL = {State.SETTLED, State.WITHDRAWN}
OPEN = frozenset(set(State) - FINAL)


def may_move(before: str, after: str) -> bool:
    """Say whether a discrepancy may go from one state to another."""
    return State(after) in MOVES[State(before)]
