"""Where editors word the questions. One that was asked ends; nobody deletes it."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from complaints.rights.editing import KeptPolicy

from .question_models import OpinionQuestion


class QuestionViewSet(SnippetViewSet):
    """Questions of opinion, with the days each is in force."""

    model = OpinionQuestion
    icon = "help"
    menu_label = _("Opinions")
    add_to_admin_menu = True
    list_display = ["topic", "language", "words", "valid_from", "valid_to"]
    permission_policy = KeptPolicy(OpinionQuestion)


def register() -> None:
    """Show them to editors."""
    register_snippet(QuestionViewSet)
