"""What is asked of her: where, and for what."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import queries


class Search(forms.Form):
    """A comuna in her own words, and a need if she wants to say one."""

    comuna = forms.CharField(
        label=_("Comuna"), max_length=60,
        help_text=_("Or the name of your city. It need not be well written."),
        error_messages={"required": _("Write a comuna, or choose your region below.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    need = forms.ChoiceField(label=_("What do you need?"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language = get_language() or "es"
        offered = [(need.code, need.said_in(language)) for need in queries.needs()]
        self.fields["need"].choices = [("", _("I do not know yet")), *offered]  # type: ignore[attr-defined]
