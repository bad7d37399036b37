"""The life of somebody's place in an edition, as one table: what may follow what, who acts."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where it stands."""

    ASKED = "asked", pgettext_lazy("place in a course", "Asked for")
    WAITING = "waiting", pgettext_lazy("place in a course", "On the waiting list")
    ENROLLED = "enrolled", pgettext_lazy("place in a course", "Enrolled")
    REFUSED = "refused", pgettext_lazy("place in a course", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("place in a course", "Withdrawn")
    PASSED = "passed", pgettext_lazy("place in a course", "Passed")
    FAILED = "failed", pgettext_lazy("place in a course", "Not passed")


_S = State
MOVES = {
    _S.ASKED: {_S.ENROLLED, _S.WAITING, _S.REFUSED, _S.WITHDRAWN},
    _S.WAITING: {_S.ENROLLED, _S.REFUSED, _S.WITHDRAWN},
    _S.ENROLLED: {_S.PASSED, _S.FAILED, _S.WITHDRAWN},
    _S.REFUSED: {_S.ASKED},
    _S.WITHDRAWN: {_S.ASKED},
    _S.PASSED: set[State](),
    _S.FAILED: set[State](),
}
OWNERS = {
    _S.ASKED: "who teaches the edition, her head or an administrator",
    _S.WAITING: "who teaches the edition, her head or an administrator",
    _S.ENROLLED: "who teaches the edition, never the trainee herself",
    _S.REFUSED: "the trainee, who may ask again",
    _S.WITHDRAWN: "the trainee, who may ask again",
}
FINAL = {_S.PASSED, _S.FAILED}
LEFT = (_S.REFUSED, _S.WITHDRAWN)
HOLDING = (_S.ENROLLED, _S.PASSED, _S.FAILED)  # those that take a place


def may_move(before: str, after: str) -> bool:
    """Say whether a place may go from one state to another."""
    return State(after) in MOVES[State(before)]
