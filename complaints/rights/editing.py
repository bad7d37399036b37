"""Where editors write the grounds and the texts that answers begin with. Nobody deletes one.

A ground that was used stays readable in the answers that name it: it ends with its last day.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .choices import Asked
from .ground_models import AnswerTemplate, LegalGround

PROPOSAL = BooleanColumn("proposal", label=_("To be confirmed"))

GROUND_FIELDS = ("code", "label", "citation", "explanation", "rights", "regime", "proposal",
                 "order", "valid_from", "valid_to")  # fmt: skip


class KeptPolicy(ModelPermissionPolicy):
    """Groups decide who writes; nobody deletes: an answer may rest on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Never "delete"."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each row."""
        return self.user_has_permission(user, action)


class GroundForm(WagtailAdminModelForm):
    """A ground: the requests it answers are ticked, not typed as codes."""

    rights = forms.MultipleChoiceField(
        label=_("for which requests"), choices=Asked.choices, widget=forms.CheckboxSelectMultiple
    )


class GroundViewSet(SnippetViewSet):
    """Legal grounds, with the words she reads."""

    model = LegalGround
    edit_handler = ObjectList(
        [FieldPanel(name) for name in GROUND_FIELDS], base_form_class=GroundForm
    )
    icon = "clipboard-list"
    menu_label = _("Legal grounds")
    list_display = ["label", "citation", "regime", PROPOSAL, "valid_to"]
    permission_policy = KeptPolicy(LegalGround)


class TextViewSet(SnippetViewSet):
    """Texts an answer begins with: {numero}, {fecha} and {derecho} stand for the request's."""

    model = AnswerTemplate
    icon = "doc-full"
    menu_label = _("Texts of answers")
    list_display = ["__str__", "language", PROPOSAL, "valid_to"]
    permission_policy = KeptPolicy(AnswerTemplate)


class AnswersGroup(SnippetViewSetGroup):
    """Both under one entry of the menu."""

    items = (GroundViewSet, TextViewSet)
    menu_icon = "clipboard-list"
    menu_label = _("Answers")
    menu_name = "answers"


def register() -> None:
    """Show them to editors."""
    register_snippet(AnswersGroup)
