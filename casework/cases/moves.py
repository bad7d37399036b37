"""Who wants to know that a case was opened or changed its stage: tasks, waiting list, alerts.

def begin_waiting(case: Case, before: Stage | None, after: Stage, by: Staff, at: datetime) -> None:
    ...
on_stage(begin_waiting)             # in `start.py`

`before` is None when the case was just opened. `at`: when it happened. Called in the transaction
of the move: what a listener raises undoes the move. An undone move is told as the move back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from casework.access.principals import Staff

from .stages import Stage

if TYPE_CHECKING:
    from .models import Case

Listener = Callable[["Case", Stage | None, Stage, Staff, datetime], None]
stage_listeners: list[Listener] = []


def on_stage(listener: Listener) -> None:
    """Have something told of every move of every case."""
    if listener not in stage_listeners:
        stage_listeners.append(listener)


def tell(case: "Case", before: Stage | None, after: Stage, *, by: Staff, at: datetime) -> None:
    """Tell everybody who asked."""
    for listener in stage_listeners:
        listener(case, before, after, by, at)
