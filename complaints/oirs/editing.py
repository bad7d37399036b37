"""Where editors set how long each kind may take. A row that was used ends; nobody deletes it."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from complaints.amending.editing import TO_CONFIRM, WAITS, ChangingViewSet
from complaints.amending.forms import handler

from .term_models import OirsTerm

FIELDS = ("kind", "working_days", "source", "proposal", "valid_from", "valid_to")
HELP = {
    "working_days": _("Counts for what comes from then on: who wrote before keeps her day."),
    "source": _("Norm or decision that sets it. Empty while nobody has decided."),
    "proposal": _("Untick it when the service has confirmed it. Until then it is shown as such."),
    "valid_from": _("First day it counts. Empty: since ever."),
    "valid_to": _("Last day it counts. Empty: until further notice."),
}


class TermViewSet(ChangingViewSet):
    """Times to answer, with the days each is in force."""

    model = OirsTerm
    edit_handler = handler(FIELDS, HELP)
    icon = "time"
    menu_label = _("Deadlines")
    add_to_admin_menu = True
    list_display = ["kind", "working_days", WAITS, TO_CONFIRM, "valid_from", "valid_to"]


def register() -> None:
    """Show them to editors."""
    register_snippet(TermViewSet)
