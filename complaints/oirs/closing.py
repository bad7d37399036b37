"""Who wants to know that a question or complaint was answered.

on_answered(fn)                 # fn(ticket, at), in the transaction of the answer
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Ticket

Listener = Callable[["Ticket", datetime], None]
_listeners: list[Listener] = []


def on_answered(listener: Listener) -> None:
    """Have something told of every answer."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(ticket: "Ticket", at: datetime) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(ticket, at)
