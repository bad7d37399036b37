"""The life of a certificate of another body, as one table: what may follow what, and who acts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where it stands."""

    WAITING = "waiting", _("Waiting for review")
    ACCEPTED = "accepted", pgettext_lazy("certificate", "Accepted")
    REFUSED = "refused", pgettext_lazy("certificate", "Not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("certificate", "Taken back")


_S = State
MOVES = {
    _S.WAITING: {_S.ACCEPTED, _S.REFUSED, _S.WITHDRAWN},
    _S.ACCEPTED: set[State](),
    _S.REFUSED: set[State](),
    _S.WITHDRAWN: set[State](),
}
OWNERS = {_S.WAITING: "an administrator who is not the one who handed it in"}
FINAL = {_S.ACCEPTED, _S.REFUSED, _S.WITHDRAWN}


def may_move(before: str, after: str) -> bool:
    """Say whether it may go from one state to another."""
    return State(after) in MOVES[State(before)]
