"""What somebody says before a copy leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.access import rules

from .actions import Grounds
from .models import Export


class GroundsForm(forms.Form):
    """Purpose, reason and destination of a copy."""

    purpose = forms.ChoiceField(label=_("What is the copy for?"), choices=Export.Why.choices)
    destination = forms.CharField(
        label=_("Who will receive it?"),
        max_length=200,
        help_text=_("The institution and the office. It stays written beside your name."),
    )
    reason = forms.CharField(
        label=_("Why is a copy needed?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At least 40 characters. No names, no RUN."),
    )

    def clean_reason(self) -> str:
        """Long enough, and without a RUN in it."""
        reason = str(self.cleaned_data["reason"])
        if problem := rules.reason_problem(reason):
            raise forms.ValidationError(problem)
        return reason

    def grounds(self) -> Grounds:
        """Give the answers."""
        return Grounds(**self.cleaned_data)
