"""The authorisations' place in her file (report II.1 b, Autorizaciones)."""

from django.utils.translation import gettext_lazy as _

from casework.survivors.tabs import Tab, add_tab

from . import essential


def add() -> None:
    """Add the tab, and what waits in it, at start-up."""
    add_tab(Tab("consent:tab", _("Authorisations"), 75))
    essential.register()
