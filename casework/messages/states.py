"""States of a message on its way: what may have left is never sent again (safety.md 1.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Where a message stands. UNSURE: nobody can tell whether it left, so it is not sent again."""

    WAITING = "waiting", _("Waits for her hours")
    TAKEN = "taken", _("Being sent")
    SENT = "sent", _("Sent")
    DIED = "died", _("Not sent: its hours went by")
    STOPPED = "stopped", _("Not sent: messages were stopped")
    REFUSED = "refused", _("Not sent: it was not taken")
    UNSURE = "unsure", _("Perhaps sent: nobody can tell")


MOVES = {
    MessageState.WAITING: {MessageState.TAKEN, MessageState.DIED, MessageState.STOPPED},
    # Back to waiting only when it is certain that nothing left the house.
    MessageState.TAKEN: {
        MessageState.WAITING, MessageState.SENT, MessageState.REFUSED, MessageState.UNSURE,
    },
    MessageState.SENT: set(),
    MessageState.DIED: set(),
    MessageState.STOPPED: set(),
    MessageState.REFUSED: set(),
    MessageState.UNSURE: set(),
}  # fmt: skip
OWNERS = {
    MessageState.WAITING: "the unattended sender, within her hours",
    MessageState.TAKEN: "the unattended sender, for some minutes at most",
}
FINAL = {
    MessageState.SENT, MessageState.DIED, MessageState.STOPPED, MessageState.REFUSED,
    MessageState.UNSURE,
}  # fmt: skip
OPEN = (MessageState.WAITING, MessageState.TAKEN)
# The team reaches her another way; a stop was somebody's own wish.
FAILED = frozenset({MessageState.DIED, MessageState.REFUSED, MessageState.UNSURE})
