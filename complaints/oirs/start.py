"""What this room gives to the whole when the product starts."""

from casework.audit.changes import track
from casework.cases.work import day

from . import day_lines
from .models import Ticket
from .term_models import OirsTerm


def register() -> None:
    """Join the registries of the rooms below."""
    for model in (OirsTerm, Ticket):
        track(model)
    day.add_source(day.Source(day_lines.asked, day_lines.mine))
    day.add_head_source(day.Source(day_lines.asked, day_lines.of_centre))
