"""What somebody says before a copy leaves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.access import rules

from .actions import Grounds
from .models import Export

Why = Export.Why
PDF, DATA = "pdf", "json"


class GroundsForm(forms.Form):
    """Purpose, reason and destination of a copy."""

    fitting: tuple[Export.Why, ...] = ()

    purpose = forms.ChoiceField(label=_("What is the copy for?"))
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        purpose = self.fields["purpose"]
        assert isinstance(purpose, forms.ChoiceField)
        purpose.choices = [(why.value, why.label) for why in self.fitting]

    def clean_reason(self) -> str:
        """Long enough, and without a RUN in it."""
        reason = str(self.cleaned_data["reason"])
        if problem := rules.reason_problem(reason):
            raise forms.ValidationError(problem)
        return reason

    def grounds(self) -> Grounds:
        """Give the answers."""
        data = self.cleaned_data
        return Grounds(data["purpose"], data["reason"], data["destination"])


class ListForm(GroundsForm):
    """The copy of a list. No woman asks for a list of others, so that is no reason here."""

    fitting = (Why.REVIEW, Why.COORDINATION, Why.COURT)


class FileForm(GroundsForm):
    """The copy of one file, on paper or as data."""

    fitting = (Why.REQUEST, Why.COURT, Why.COORDINATION, Why.REVIEW)

    way = forms.ChoiceField(
        label=_("How will it leave?"),
        choices=[
            (PDF, _("As a sealed PDF, to read or print")),
            (DATA, _("As data, for another system (JSON)")),
        ],
        initial=PDF,
        widget=forms.RadioSelect,
    )

    @property
    def on_paper(self) -> bool:
        """Whether a PDF was asked for."""
        return bool(self.cleaned_data["way"] == PDF)
