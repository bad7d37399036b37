"""The life of a request, as one table: what may follow what, and who must act."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a request stands. Being late is no state: it is read from the clock (law DP-07)."""

    FILED = "filed", _("Received")
    IDENTIFYING = "identifying", _("Identity to be checked")
    COMPLETING = "completing", _("Something is missing")
    HELD = "held", _("To be confirmed with her")
    WORKING = "working", _("Being prepared")
    REVIEWING = "reviewing", _("Waiting for the second person")
    DECIDED = "decided", _("Decided, to be sent")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TRANSFERRED = "transferred", _("Passed on")


_OUT = {State.WITHDRAWN, State.TRANSFERRED}
MOVES = {
    State.FILED: {State.IDENTIFYING, State.COMPLETING, State.HELD, State.WORKING, *_OUT},
    State.IDENTIFYING: {State.COMPLETING, State.HELD, State.WORKING, *_OUT},
    State.COMPLETING: {State.IDENTIFYING, State.HELD, State.WORKING, *_OUT},
    State.HELD: {State.COMPLETING, State.WORKING, *_OUT},
    State.WORKING: {State.COMPLETING, State.HELD, State.REVIEWING, *_OUT},
    State.REVIEWING: {State.WORKING, State.DECIDED, State.WITHDRAWN},
    State.DECIDED: {State.ANSWERED},
    State.ANSWERED: set[State](),
    State.WITHDRAWN: set[State](),
    State.TRANSFERRED: set[State](),
}
_TEAM = "the team of the answering centre; the officer when nobody matches"
OWNERS = {
    State.FILED: _TEAM,
    State.IDENTIFYING: _TEAM,
    State.COMPLETING: "who asked, reached by the team; the team after the days to complete",
    State.HELD: _TEAM,
    State.WORKING: "whoever took it on",
    State.REVIEWING: "a second person of the centre, one of the two its head",
    State.DECIDED: "whoever took it on",
}
FINAL = {State.ANSWERED, State.WITHDRAWN, State.TRANSFERRED}
OPEN = frozenset(set(State) - FINAL)


def may_move(before: str, after: str) -> bool:
    """Say whether a request may go from one state to another."""
    return State(after) in MOVES[State(before)]


class PublicState(TextChoices):
    """What a visit that is not open may know: the same few words for every RUN (safety.md 1.2)."""

    IN_PROCESS = "in_process", _("Being answered")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def public(state: str) -> PublicState:
    """Give the public word for a state. Passing on is no difference that anybody should see."""
    if state == State.ANSWERED:
        return PublicState.ANSWERED
    return PublicState.WITHDRAWN if state == State.WITHDRAWN else PublicState.IN_PROCESS
