"""Where editors write the grounds and the texts that answers begin with. Nobody deletes one.

A ground that was used stays readable in the answers that name it: it ends with its last day.
Whatever they write is a draft until another person puts it in force (`complaints.amending`).
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from complaints.amending.editing import TO_CONFIRM, WAITS, ChangingViewSet
from complaints.amending.forms import ChangeForm, handler

from .choices import Asked
from .ground_models import AnswerTemplate, LegalGround

GROUND_FIELDS = ("code", "label", "citation", "explanation", "rights", "regime", "proposal",
                 "order", "valid_from", "valid_to")  # fmt: skip
TEXT_FIELDS = ("right", "outcome", "language", "body", "proposal", "valid_from", "valid_to")
DAYS = {
    "valid_from": _("First day it is offered. Empty: since ever."),
    "valid_to": _("Last day it is offered. Empty: until further notice."),
}
CONFIRMED = _("Untick it when lawyers have confirmed it. Until then it is shown as a proposal.")
GROUND_HELP = {
    "code": _("Small letters and hyphens. It is never changed: older answers rest on it."),
    "label": _("As the team picks it from the list."),
    "citation": _("Law and article, as the letter says it."),
    "explanation": _("In short sentences, for her: she reads this in the letter."),
    "rights": _("The requests it is offered for."),
    "regime": _("Only under the old or the new law. Empty: under both."),
    "proposal": CONFIRMED,
    "order": _("Smaller numbers come first in the list."),
    **DAYS,
}
TEXT_HELP = {
    "right": _("Empty: for every request that has no text of its own."),
    "language": _("“es”, “en”…: the language she reads it in."),
    "body": _("{numero}, {fecha} and {derecho} stand for those of her request."),
    "proposal": CONFIRMED,
    **DAYS,
}


class GroundForm(ChangeForm):
    """A ground: the requests it answers are ticked, not typed as codes."""

    rights = forms.MultipleChoiceField(
        label=_("for which requests"), choices=Asked.choices, widget=forms.CheckboxSelectMultiple
    )


class GroundViewSet(ChangingViewSet):
    """Legal grounds, with the words she reads."""

    model = LegalGround
    edit_handler = handler(GROUND_FIELDS, GROUND_HELP, GroundForm)
    icon = "clipboard-list"
    menu_label = _("Legal grounds")
    list_display = ["label", WAITS, "citation", "regime", TO_CONFIRM, "valid_to"]


class TextViewSet(ChangingViewSet):
    """Texts an answer begins with: {numero}, {fecha} and {derecho} stand for the request's."""

    model = AnswerTemplate
    edit_handler = handler(TEXT_FIELDS, TEXT_HELP)
    icon = "doc-full"
    menu_label = _("Texts of answers")
    list_display = ["__str__", WAITS, "language", TO_CONFIRM, "valid_to"]


class AnswersGroup(SnippetViewSetGroup):
    """Both under one entry of the menu."""

    items = (GroundViewSet, TextViewSet)
    menu_icon = "clipboard-list"
    menu_label = _("Answers")
    menu_name = "answers"


def register() -> None:
    """Show them to editors."""
    register_snippet(AnswersGroup)
