"""The life of a question or complaint, as one table: what may follow what, and who must act."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where it stands. Being late is no state: it is read from the clock (law OI-07)."""

    FILED = "filed", _("Received")
    WORKING = "working", _("Being answered")
    COMPLETING = "completing", _("Something is missing")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Deemed withdrawn")
    HANDED = "handed", _("Handed to transparency")


_S = State
MOVES = {
    _S.FILED: {_S.WORKING, _S.HANDED},
    _S.WORKING: {_S.COMPLETING, _S.ANSWERED, _S.HANDED},
    _S.COMPLETING: {_S.WORKING, _S.WITHDRAWN},
    _S.ANSWERED: set[State](),
    _S.WITHDRAWN: set[State](),
    _S.HANDED: set[State](),
}
OWNERS = {
    _S.FILED: "the head or team of its centre; the officer while it has none",
    _S.WORKING: "whoever took it on",
    _S.COMPLETING: "who wrote, reached by whoever took it on",
}
FINAL = {_S.ANSWERED, _S.WITHDRAWN, _S.HANDED}


def may_move(before: str, after: str) -> bool:
    """Say whether it may go from one state to another."""
    return State(after) in MOVES[State(before)]
