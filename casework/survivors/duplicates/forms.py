"""What is asked to decide on a pair: always a reason, and which record stays."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

REASON = 12


class DecisionForm(forms.Form):
    """Why. keep: which record stays, asked only where a person chooses."""

    because = forms.CharField(
        label=_("Why"),
        min_length=REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What shows it: what she said, a document that was seen."),
    )
    keep = forms.ChoiceField(label=_("Which record stays"), required=False)

    def __init__(self, *args: Any, sides: list[tuple[str, str]], must: UUID | None, **more: Any):
        super().__init__(*args, **more)
        self.must = must
        field = self.fields["keep"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = sides
        if must or len(sides) < 2:
            del self.fields["keep"]

    def kept(self) -> UUID:
        """Give the record that stays, once valid."""
        return self.must or UUID(self.cleaned_data["keep"])
