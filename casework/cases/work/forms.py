"""Forms of the day's work. They only validate."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.cases.stages import Stage
from casework.survivors.levels import Level

from .filters import MINE, NOBODY, PERIODS
from .names import Team

EVERYBODY = (("", _("Everybody")), (MINE, _("Mine")), (NOBODY, _("Nobody yet")))
MANY_DIGITS = 6


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


class TasksForm(forms.Form):
    """Whose tasks are shown."""

    de = forms.ChoiceField(label=_("Whose"), required=False)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["de"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*EVERYBODY, *team.choices()]


class FilterForm(forms.Form):
    """What the case list shows; the fields' names stand in the address."""

    etapa = forms.ChoiceField(label=_("Stage"), required=False)
    a_cargo = forms.ChoiceField(label=_("In charge"), required=False)
    riesgo = forms.ChoiceField(label=_("Risk"), required=False)
    periodo = forms.ChoiceField(label=_("Opened"), required=False)
    atraso = forms.BooleanField(label=_("Only with something overdue"), required=False)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["atraso"].widget.attrs["value"] = "1"
        choices: dict[str, list[tuple[str, Any]]] = {
            "etapa": [("", _("Every open stage")), *Stage.choices],
            "a_cargo": [*EVERYBODY, *team.choices()],
            "riesgo": [("", _("Every level")), *Level.choices],
            "periodo": [("", _("At any time")), *((k, w) for k, (_n, w) in PERIODS.items())],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


class SaveFilterForm(forms.Form):
    """A name for the filter: what it is for, never who it is about."""

    name = forms.CharField(
        label=_("Name of the filter"), max_length=40,
        help_text=_("For example: overdue of my team. Never a woman's name."),
    )  # fmt: skip

    def clean_name(self) -> str:
        """Refuse anything with digits like a RUN's."""
        name: str = self.cleaned_data["name"].strip()
        if sum(letter.isdigit() for letter in name) >= MANY_DIGITS:
            raise forms.ValidationError(_("Leave out RUNs and telephones: write what it is for."))
        return name
