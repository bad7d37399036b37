"""Who wants to know that a woman arrived at a centre: registered there, or attended there anew.

on_arrival(open_her_case)           # in a room's `start.py`
"""

from collections.abc import Callable
from datetime import datetime

from casework.access.principals import Staff

from .models import Survivor

Listener = Callable[[Survivor, int, Staff, datetime], None]
_listeners: list[Listener] = []


def on_arrival(listener: Listener) -> None:
    """Have something called as listener(survivor, centre_id, by, at) in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def arrived(survivor: Survivor, centre_id: int, *, by: Staff, at: datetime) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(survivor, centre_id, by, at)
