"""Where editors set how long each kind may take. A row that was used ends; nobody deletes it."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from complaints.rights.editing import PROPOSAL, KeptPolicy

from .term_models import OirsTerm


class TermViewSet(SnippetViewSet):
    """Times to answer, with the days each is in force."""

    model = OirsTerm
    icon = "time"
    menu_label = _("Deadlines")
    add_to_admin_menu = True
    list_display = ["kind", "working_days", PROPOSAL, "valid_from", "valid_to"]
    permission_policy = KeptPolicy(OirsTerm)


def register() -> None:
    """Show them to editors."""
    register_snippet(TermViewSet)
