"""What this room gives to the whole when the product starts."""

from django.utils.translation import gettext_lazy as _

from casework.attachments.targets import add_targets
from casework.survivors import arrivals
from casework.survivors.tabs import Tab, add_tab

from . import joining, lines
from .actions import open_on_arrival
from .papers import cases_of


def register() -> None:
    """Join the registries of the rooms below."""
    arrivals.on_arrival(open_on_arrival)
    add_tab(Tab("cases:history", _("Case history"), 30))
    lines.add_all()
    joining.register()
    add_targets("case", cases_of)
