"""What this room gives to the whole when the product starts."""

from django.utils.translation import gettext_lazy

from casework.audit.changes import track
from casework.cases.work import day
from casework.survivors.tabs import Tab, add_tab
from complaints.amending.kinds import add_kind

from . import day_lines
from .models import Ticket
from .term_models import OirsTerm


def register() -> None:
    """Join the registries of the rooms below."""
    for model in (OirsTerm, Ticket):
        track(model)
    add_kind(OirsTerm)
    add_tab(Tab("oirs:hers", gettext_lazy("Questions"), 77))
    day.add_source(day.Source(day_lines.asked, day_lines.mine))
    day.add_head_source(day.Source(day_lines.asked, day_lines.of_centre))
