"""Forms of the day's work. They only validate."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from .names import Team


class DayInput(forms.DateInput):
    """A day, with the device's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _long(label: Any, *, required: bool, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=1000, widget=area, **more)


class FinishForm(forms.Form):
    """It was done."""

    outcome = _long(_("What came of it"), required=False)


class PostponeForm(forms.Form):
    """It will be done later."""

    until = forms.DateField(label=_("New day"), widget=DayInput())
    reason = _long(_("Why it is postponed"), required=True, rows=2)

    @property
    def day(self) -> date:
        """The new day."""
        return self.cleaned_data["until"]


class CancelForm(forms.Form):
    """It will not be done."""

    reason = _long(_("Why it will not be done"), required=True, rows=2)


class ToWhomForm(forms.Form):
    """Somebody of the centre, by name."""

    to = forms.ChoiceField(label=_("To whom"))

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = team.choices()

    @property
    def operator_id(self) -> UUID:
        """Who was chosen."""
        return UUID(self.cleaned_data["to"])
