"""What consent answers at the gate: only what she said yes to, and has not taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from casework.sharing.gate import Answer, Sharing, register

from .queries import decisions_of
from .rules import Decided, in_force

NEVER_ASKED = Answer(False, _("She has not been asked about this use of her data."))
REFUSED = Answer(False, _("She said no to this use of her data, or changed her mind."))
UNCONFIRMED = Answer(
    False, _("Her answer waits to be confirmed in private before anything is sent.")
)
UNPROVEN = Answer(
    False, _("Her answer is not complete: the signed paper or the proof of who signed is missing.")
)
GIVEN = Answer(True, _("She agreed to this use of her data."))


def consented(sharing: Sharing, at: datetime) -> Answer:
    """Answer for one purpose and recipient class by her last decision (law DP-24, DP-26, DP-30)."""
    return consented_each([sharing], at)[sharing]


def consented_each(sharings: Sequence[Sharing], at: datetime) -> dict[Sharing, Answer]:
    """Answer several at once, reading each woman's decisions once."""
    hers = {
        survivor_id: in_force(decisions_of(survivor_id, until=at))
        for survivor_id in {one.survivor_id for one in sharings}
    }
    return {one: _said(hers[one.survivor_id].get((one.purpose, one.recipient))) for one in sharings}


def _said(decision: Decided | None) -> Answer:
    if decision is None:
        return NEVER_ASKED
    if not decision.given:
        return REFUSED
    if decision.awaits_confirmation:
        return UNCONFIRMED
    return UNPROVEN if decision.lacks_proof else GIVEN


def install() -> None:
    """Register the rule at the gate."""
    register("consent", consented, each=consented_each)
