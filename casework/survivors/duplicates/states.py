"""States of a suspicion that two records are one woman, what may follow, and who must act."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a suspicion stands."""

    SUSPECTED = "suspected", _("suspected")
    PROPOSED = "proposed", _("joining proposed")
    MERGED = "merged", _("joined, can be undone")
    SETTLED = "settled", _("joined for good")
    DIFFERENT = "different", _("two different women")


MOVES: dict[State, frozenset[State]] = {
    State.SUSPECTED: frozenset({State.PROPOSED, State.DIFFERENT}),
    State.PROPOSED: frozenset({State.MERGED, State.SUSPECTED, State.DIFFERENT}),
    State.MERGED: frozenset({State.SUSPECTED, State.SETTLED}),
    State.SETTLED: frozenset(),
    State.DIFFERENT: frozenset({State.SUSPECTED}),
}
OWNERS: dict[State, Promise] = {
    State.SUSPECTED: _("Whoever sees both files: ask her, and propose or say they differ"),
    State.PROPOSED: _("A second person who sees both files"),
    State.MERGED: _("Her team: undo it within thirty days if it was a mistake"),
    State.DIFFERENT: _("Nobody, unless it was a mistake"),
}
FINAL = frozenset({State.SETTLED})
