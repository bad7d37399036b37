"""States of a place in the waiting list: every one has somebody who must act."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WaitingState(TextChoices):
    """Where she stands in the list."""

    WAITING = "waiting", _("Waits for a place")
    OFFERED = "offered", _("Was offered a place elsewhere")
    ENTERED = "entered", _("Entered")
    ELSEWHERE = "elsewhere", _("Is attended elsewhere")
    DROPPED_OUT = "dropped_out", _("Dropped out")
    LEFT = "left", _("Left the list with the case")


MOVES = {
    WaitingState.WAITING: {
        WaitingState.OFFERED, WaitingState.ENTERED, WaitingState.DROPPED_OUT, WaitingState.LEFT,
    },
    WaitingState.OFFERED: {
        WaitingState.WAITING, WaitingState.ELSEWHERE, WaitingState.ENTERED,
        WaitingState.DROPPED_OUT, WaitingState.LEFT,
    },
    WaitingState.ENTERED: set(),
    WaitingState.ELSEWHERE: set(),
    WaitingState.DROPPED_OUT: set(),
    WaitingState.LEFT: set(),
}  # fmt: skip
OWNERS = {
    WaitingState.WAITING: "the worker in charge of the case; the head of centre while nobody is",
    WaitingState.OFFERED: "the worker who made the offer, until she answers",
}
FINAL = {
    WaitingState.ENTERED, WaitingState.ELSEWHERE, WaitingState.DROPPED_OUT, WaitingState.LEFT,
}  # fmt: skip
