"""What was done for a woman, told to the rooms that had asked for it to be done.

doings.on_done(close_step)                            # in a room's `start.py`
doings.done(survivor, Doing.ACCOUNT, by=by, at=at)    # in the transaction of the act

The room of the tasks closes the step that asked for it; who does the thing knows no tasks.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from casework.access.principals import Staff, SurvivorPrincipal

from .models import Survivor


class Doing(StrEnum):
    """What was done. DOCUMENT: any that a person brought about her; REPORT: one of the team."""

    IDENTITY = "identity"
    ACCOUNT = "account"
    CONSENT = "consent"
    TEAM = "team"
    SESSION = "session"
    FOLLOW_UP = "follow-up"
    DOCUMENT = "document"
    REPORT = "report"
    EPISODE = "episode"
    PROCESS = "process"
    MEASURE = "measure"


By = Staff | SurvivorPrincipal
Listener = Callable[[Survivor, Doing, By, datetime], None]
_listeners: list[Listener] = []


def on_done(listener: Listener) -> None:
    """Have something called as listener(survivor, doing, by, at) in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def done(survivor: Survivor, doing: Doing, *, by: By, at: datetime) -> None:
    """Tell everybody who asked. by: a worker, or she alone in her own space."""
    for listener in _listeners:
        listener(survivor, doing, by, at)
