"""The form of a change: the row's own fields, and why it changes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList


class ChangeForm(WagtailAdminModelForm):
    """How the row would be. What names it is never changed: it is what older answers rest on."""

    reason = forms.CharField(
        label=_("why it changes"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if "code" in self.fields and not self.instance._state.adding:
            self.fields["code"].disabled = True


def handler(
    fields: tuple[str, ...], help_texts: Mapping[str, str | Promise],
    form: type[ChangeForm] = ChangeForm,
) -> ObjectList:  # fmt: skip
    """Give the panels of a kind: its fields with a word of help, then why it changes."""
    said = [FieldPanel(name, help_text=help_texts.get(name, "")) for name in fields]
    why = FieldPanel(
        "reason", help_text=_("For whoever approves: what is wrong now, or who asks for it.")
    )
    return ObjectList(
        [
            MultiFieldPanel(said, heading=_("How it would be")),
            MultiFieldPanel([why], heading=_("Why it changes")),
        ],
        base_form_class=form,
    )
