"""The life of what she asks her team from her space, as one table."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WishState(TextChoices):
    """Where it stands."""

    ASKED = "asked", _("Waiting for the team")
    DONE = "done", _("Done")
    LEFT = "left", _("Left as it was")
    TAKEN_BACK = "taken_back", _("She took it back")


MOVES = {
    WishState.ASKED: {WishState.DONE, WishState.LEFT, WishState.TAKEN_BACK},
    WishState.DONE: set[WishState](),
    WishState.LEFT: set[WishState](),
    WishState.TAKEN_BACK: set[WishState](),
}
OWNERS = {WishState.ASKED: "the team of her centre; she may take it back at any time"}
FINAL = {WishState.DONE, WishState.LEFT, WishState.TAKEN_BACK}
