"""The documents' place in her file (report II.1 b, Anexos)."""

from django.utils.translation import gettext_lazy as _

from casework.survivors.tabs import Tab, add_tab


def add() -> None:
    """Add the tab at start-up."""
    add_tab(Tab("attachments:list", _("Attachments"), 60))
