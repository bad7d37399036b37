"""What this room gives to the whole when the product starts."""

from django.utils.translation import gettext_lazy as _

from casework.audit.changes import track
from casework.cases.work import day
from casework.survivors import versions
from casework.survivors.registry.asides import Aside, add_aside
from casework.survivors.tabs import Tab, add_tab

from ..amending.kinds import add_kind
from ..rights import port
from ..rights.choices import Asked
from . import day_lines, fulfilling, opinions
from .models import Discrepancy, DiscrepancyCause, Standpoint

TRACKED = (Discrepancy, DiscrepancyCause, Standpoint)


def register() -> None:
    """Join the registries of the rooms below."""
    for model in TRACKED:
        track(model)
    add_kind(DiscrepancyCause)
    port.add_special(Asked.RECTIFICATION, fulfilling.concerns, fulfilling.RIGHT)
    port.on_state(fulfilling.on_state)
    day.add_source(day.Source(day_lines.asked, day_lines.told))
    day.add_source(day.Source(day_lines.words_asked, day_lines.words_told))
    day.add_head_source(day.Source(day_lines.counted, day_lines.of_centre))
    add_tab(Tab("discrepancies:hers", _("Corrections"), 76))
    versions.kept_by(opinions.asked, opinions.told, "discrepancies:say")
    add_aside(Aside("discrepancies:new", _("She says it is not right")))
