"""Where editors word the questions. One that was asked ends; nobody deletes it."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from complaints.amending.editing import WAITS, ChangingViewSet
from complaints.amending.forms import handler

from .question_models import OpinionQuestion

FIELDS = ("topic", "language", "words", "valid_from", "valid_to")
HELP = {
    "topic": _("Figures of one topic are added up, however it was worded."),
    "language": _("“es”, “en”…: who reads another language is asked in Spanish."),
    "words": _("One short question, without the word violence: others may see her screen."),
    "valid_from": _("First day it is asked. Empty: since ever."),
    "valid_to": _("Last day it is asked. Empty: until further notice."),
}


class QuestionViewSet(ChangingViewSet):
    """Questions of opinion, with the days each is in force."""

    model = OpinionQuestion
    edit_handler = handler(FIELDS, HELP)
    icon = "help"
    menu_label = _("Opinions")
    add_to_admin_menu = True
    list_display = ["topic", "language", "words", WAITS, "valid_from", "valid_to"]


def register() -> None:
    """Show them to editors."""
    register_snippet(QuestionViewSet)
