"""States of a datum: what may become of it, and who must act.

A row never changes its value. Each move ends it and writes a new one beside it, so that the last
state of an ended row still says how it stood: `REPLACED` is that end, kept in `ended_at`.
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a datum can be relied on."""

    DECLARED = "declared", _("declared")
    VALIDATED = "validated", _("validated")
    DISPUTED = "disputed", _("disputed")
    REPLACED = "replaced", _("replaced by a newer one")


MOVES: dict[State, frozenset[State]] = {
    State.DECLARED: frozenset({State.VALIDATED, State.DISPUTED, State.REPLACED}),
    State.VALIDATED: frozenset({State.DECLARED, State.DISPUTED, State.REPLACED}),
    State.DISPUTED: frozenset({State.DECLARED, State.VALIDATED, State.REPLACED}),
    State.REPLACED: frozenset(),
}
OWNERS: dict[State, Promise] = {
    State.DECLARED: _("Her team: ask for the document when it helps her"),
    State.VALIDATED: _("Her team: confirm it when its time is over"),
    State.DISPUTED: _("Her team: find out with her which value is right"),
}
FINAL = frozenset({State.REPLACED})
