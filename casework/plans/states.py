"""Table of moves of a plan's version: who must act in each state, and what may follow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.access.crossing import Overtaken


class State(TextChoices):
    """Where a version stands."""

    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    AGREED = "agreed", pgettext_lazy("plan", "In force")
    IN_REVIEW = "in_review", _("In force, being reviewed")
    CLOSED = "closed", pgettext_lazy("plan", "Ended")


# A version in force stays so while its successor is written: she is never without a plan.
MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.AGREED, State.CLOSED}),
    State.AGREED: frozenset({State.IN_REVIEW, State.CLOSED}),
    State.IN_REVIEW: frozenset({State.AGREED, State.CLOSED}),
    State.CLOSED: frozenset(),
}
OWNERS: dict[State, str] = {State.DRAFT: "N6", State.AGREED: "N6", State.IN_REVIEW: "N6"}
FINAL: frozenset[State] = frozenset({State.CLOSED})
IN_FORCE: frozenset[State] = frozenset({State.AGREED, State.IN_REVIEW})


class WrongMove(Overtaken):
    """The version cannot go there from where it stands."""


def move(state: str, to: State) -> State:
    """Give the state that follows. Raises WrongMove."""
    if to not in MOVES[State(state)]:
        raise WrongMove(f"{state} -> {to}")
    return to
