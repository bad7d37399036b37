"""The life of a change to what steers answers: a table of moves, with an owner for each state."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a change stands. `sql.py` refuses any other move in the database."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Waiting for approval")
    IN_FORCE = "in_force", _("In force")
    REFUSED = "refused", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES: Mapping[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SENT, State.WITHDRAWN}),
    State.SENT: frozenset({State.IN_FORCE, State.REFUSED, State.WITHDRAWN}),
    State.IN_FORCE: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
OWNERS: Mapping[str, str] = {
    State.DRAFT: "whoever writes it",
    State.SENT: "a second person, who did not write it",
}
FINAL = frozenset({State.IN_FORCE, State.REFUSED, State.WITHDRAWN})
