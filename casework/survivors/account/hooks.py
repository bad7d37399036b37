"""What rooms above do when she tells something, in the same transaction (they join at start-up)."""

from collections.abc import Callable
from datetime import datetime

from casework.access.principals import Staff

from .models import Account

Listener = Callable[[Account, Staff, datetime], None]
_listeners: dict[str, Listener] = {}


def when_told(name: str, listener: Listener) -> None:
    """Have a room told of every new entry of an account. The same name again replaces it."""
    _listeners[name] = listener


def told_now(entry: Account, *, by: Staff, at: datetime) -> None:
    """Tell the rooms that joined."""
    for listener in _listeners.values():
        listener(entry, by, at)
