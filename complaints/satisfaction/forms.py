"""The three questions as a form. Nothing typed in it is kept anywhere until it is sent whole."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .choices import GRADES
from .question_models import questions_on

CHOICES = [(str(grade), str(grade)) for grade in GRADES]


class GradesForm(forms.Form):
    """A grade from 1 to 7 for each question in force."""

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        for topic, words in questions_on(day, get_language() or "es").items():
            self.fields[topic] = forms.TypedChoiceField(
                label=words, choices=CHOICES, coerce=int, widget=forms.RadioSelect,
                error_messages={"required": _("Choose a number.")},
            )  # fmt: skip

    @property
    def grades(self) -> dict[str, int]:
        """What was chosen, by topic."""
        return {name: self.cleaned_data[name] for name in self.fields}


class KioskForm(forms.Form):
    """The code that opens one answer."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code"), max_length=20, error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
