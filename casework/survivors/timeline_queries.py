"""Reads of her trayecto: a page of it, what it holds, and what others draw beside it."""

from casework.survivors.timeline_models import TrajectoryEvent

from .models import Survivor

Kind = TrajectoryEvent.Kind


def episodes_of(survivor: Survivor) -> list[TrajectoryEvent]:
    """Give the lines of her episodes, oldest first, to be drawn over time."""
    lines = TrajectoryEvent.objects.filter(survivor=survivor, kind=Kind.EPISODE, withdrawn_at=None)
    return list(lines.order_by("at", "id"))
