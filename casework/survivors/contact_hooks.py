"""What other rooms do when a safe contact is agreed: they join here when they start.

The room of the tasks settles and asks for the renewal; this one knows no tasks.
"""

from collections.abc import Callable
from datetime import datetime

from casework.access.principals import Staff

from .models import SafeContact

Listener = Callable[[SafeContact, Staff, datetime], None]
_listeners: list[Listener] = []


def on_agreed(listener: Listener) -> None:
    """Call listener(contact, by, at) in the transaction of every new safe contact."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_agreed(contact: SafeContact, by: Staff, at: datetime) -> None:
    """Tell every listener."""
    for listener in _listeners:
        listener(contact, by, at)
