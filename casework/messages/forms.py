"""Forms of messages. They validate; they decide nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import lint
from .actions import Choice
from .models import NeutralText, Told
from .text_actions import known_names

LONGEST_WORDS = 60


class ChoiceForm(forms.Form):
    """What she chose in the conversation."""

    text = forms.ModelChoiceField(
        label=_("Words she picked"), queryset=NeutralText.objects.none(), empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Read all of them to her. They arrive just like this, with no name."),
    )  # fmt: skip
    told = forms.ChoiceField(
        label=_("How she told you"), choices=Told.choices, widget=forms.RadioSelect
    )
    alone = forms.BooleanField(
        label=_("She was alone, and knows that somebody else may read it"),
        error_messages={"required": _("Agree on messages only when she is alone.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["text"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = NeutralText.objects.filter(valid_to=None).order_by("slot")

    def choice(self) -> Choice:
        """Give what she chose, once valid."""
        return Choice(self.cleaned_data["text"], self.cleaned_data["told"])


class WordsForm(forms.Form):
    """The words by which she is known on the telephone."""

    words = forms.CharField(
        label=_("Words she will say when she calls"), max_length=LONGEST_WORDS, required=False,
        help_text=_(
            "Her own, easy for her and for nobody else. Not a name, a date, a pet: whoever lives "
            "with her knows those. Leave it empty to take them away."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class TextForm(forms.Form):
    """Other words for one of the three places."""

    words = forms.CharField(
        label=_("Words"), max_length=lint.LONGEST,
        help_text=_("Somebody else may read it: no link, no number, no name, nothing that tells."),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Let the linter read it. Raises ValidationError with everything it found."""
        words: str = self.cleaned_data["words"].strip()
        if found := lint.problems(words, names=known_names()):
            raise forms.ValidationError([str(one) for one in found], code="telling")
        return words
