"""What this room gives to the whole when the product starts."""

from django.utils.translation import gettext_lazy as _

from casework.audit.changes import track
from casework.survivors.registry.asides import Aside, add_aside
from casework.survivors.tabs import Tab, add_tab

from ..rights import port
from ..rights.choices import Asked
from . import fulfilling
from .models import Discrepancy, DiscrepancyCause

TRACKED = (Discrepancy, DiscrepancyCause)


def register() -> None:
    """Join the registries of the rooms below."""
    for model in TRACKED:
        track(model)
    port.add_special(Asked.RECTIFICATION, fulfilling.concerns, fulfilling.RIGHT)
    port.on_state(fulfilling.on_state)
    add_tab(Tab("discrepancies:hers", _("Corrections"), 76))
    add_aside(Aside("discrepancies:new", _("She says it is not right")))
