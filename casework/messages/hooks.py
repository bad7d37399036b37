"""Who wants to know that a message was not sent: the room of the tasks joins when it starts.

hooks.on_unsent(ask_the_team)        # called as (message, at) in the same transaction
"""

from collections.abc import Callable
from datetime import datetime

from .models import Message

Listener = Callable[[Message, datetime], None]
_listeners: list[Listener] = []


def on_unsent(listener: Listener) -> None:
    """Have something called for each message that did not reach her."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_unsent(message: Message, at: datetime) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(message, at)
