"""Where editors write the causes of wrong data. One that was used ends; nobody deletes it."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from complaints.amending.editing import WAITS, ChangingViewSet
from complaints.amending.forms import handler

from .models import DiscrepancyCause

FIELDS = ("code", "name", "order", "valid_from", "valid_to")
HELP = {
    "code": _("Small letters and hyphens. It is never changed: figures are counted by it."),
    "name": _("As the team picks it. For another meaning end this one and add another."),
    "order": _("Smaller numbers come first in the list."),
    "valid_from": _("First day it is offered. Empty: since ever."),
    "valid_to": _("Last day it is offered, today at the earliest. Empty: until further notice."),
}


class CauseViewSet(ChangingViewSet):
    """Causes of wrong data, with the days each is offered."""

    model = DiscrepancyCause
    edit_handler = handler(FIELDS, HELP)
    icon = "list-ul"
    menu_label = _("Causes")
    add_to_admin_menu = True
    list_display = ["name", WAITS, "code", "valid_from", "valid_to"]


def register() -> None:
    """Show them to editors."""
    register_snippet(CauseViewSet)
