"""What consent answers at the gate: only what she said yes to, and has not taken back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from casework.sharing.gate import Answer, Sharing, register

from .queries import decisions_of
from .rules import in_force

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
    decision = in_force(decisions_of(sharing.survivor_id, until=at)).get(
        (sharing.purpose, sharing.recipient)
    )
    if decision is None:
        return NEVER_ASKED
    if not decision.given:
        return REFUSED
    if decision.awaits_confirmation:
        return UNCONFIRMED
    return UNPROVEN if decision.lacks_proof else GIVEN


def install() -> None:
    """Register the rule at the gate."""
    register("consent", consented)
