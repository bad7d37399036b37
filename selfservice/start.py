"""What her space gives to the whole when the product starts."""

from casework.audit.changes import track
from casework.cases.work import day

from . import door_watch, wish_queries
from .models import Agreement, Wish


def register() -> None:
    """Join the registries of the rooms below."""
    track(Agreement)
    track(Wish)
    day.add_source(day.Source(door_watch.warned_doors, door_watch.day_lines))
    day.add_source(day.Source(wish_queries.open_wishes, wish_queries.day_lines))
