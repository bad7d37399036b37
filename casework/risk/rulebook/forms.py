"""Forms of the rules. They only validate; what may be published is judged by `rules`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.cases.waiting.models import Factor, WaitingRule
from casework.cases.waiting.rules import MOST
from casework.protocols.models import ProtocolStep
from casework.survivors.day_fields import DayField
from casework.survivors.levels import Level

from ..models import LevelClock
from .actions import ClockFacts, InstrumentFacts

PLAIN = ("day", "longest", "raised")
LINE, LINES = 160, 12
LONGEST = 400
FROM_HELP = _("From this day on. What was decided before stays as it was.")


def _points(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, **more)


class Dated(forms.Form):
    """What every version says: from when, and where it comes from."""

    valid_from = DayField(_("In force from"), help_text=FROM_HELP)
    source = forms.CharField(
        label=_("Source"), max_length=60,
        help_text=_("The resolution, circular or minutes that says so, with its date."),
    )  # fmt: skip


class OrderForm(Dated):
    """Weights of the waiting list: points for each thing."""

    field_order = ("title", "valid_from", "source", "proposal")

    title = forms.CharField(label=_("Name of the version"), max_length=160)
    proposal = forms.BooleanField(
        label=_("It is a proposal: the ministry has not confirmed it"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for level in Level:
            self.fields[f"risk_{level.value}"] = _points(level.label)
        self.fields["day"] = _points(_("Each day of waiting"))
        self.fields["longest"] = _points(_("Days that count at most"))
        self.fields["raised"] = _points(_("Moved up by a person"))
        for factor in Factor:
            self.fields[f"factor_{factor.value}"] = _points(factor.label)

    @property
    def risk_fields(self) -> list[forms.BoundField]:
        """The points of each level of risk."""
        return [self[name] for name in self.fields if name.startswith("risk_")]

    @property
    def factor_fields(self) -> list[forms.BoundField]:
        """The points of each vulnerability."""
        return [self[name] for name in self.fields if name.startswith("factor_")]

    @property
    def weights(self) -> dict[str, Any]:
        """The weights as a rule's row keeps them."""
        data = self.cleaned_data
        return {
            "risk": {level.value: data[f"risk_{level.value}"] for level in Level},
            "factors": {factor.value: data[f"factor_{factor.value}"] for factor in Factor},
            **{name: data[name] for name in PLAIN},
        }

    @staticmethod
    def known(rule: WaitingRule | None) -> dict[str, Any]:
        """Give the weights in force, to begin from."""
        if rule is None:
            return {}
        risk = {f"risk_{code}": points for code, points in rule.weights["risk"].items()}
        factors = {f"factor_{code}": points for code, points in rule.weights["factors"].items()}
        return {**risk, **factors, **{name: rule.weights[name] for name in PLAIN}}


class ClockForm(Dated):
    """The clock of one level."""

    review_count = forms.IntegerField(label=_("Assess again after"), min_value=1, max_value=LONGEST)
    review_unit = forms.ChoiceField(label=_("Counted in"), choices=ProtocolStep.Unit.choices)
    contact_count = forms.IntegerField(label=_("Reach her within"), min_value=1, max_value=LONGEST)
    contact_unit = forms.ChoiceField(label=_("Counted in"), choices=ProtocolStep.Unit.choices)
    offers = forms.CharField(
        label=_("What to offer her, one thing in each line"), required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    proposal = forms.BooleanField(
        label=_("It is a proposal: the ministry has not confirmed it"), required=False
    )

    def clean_offers(self) -> list[str]:
        """Give the lines that say something."""
        lines = [line.strip() for line in self.cleaned_data["offers"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > LINES or any(len(line) > LINE for line in found):
            raise forms.ValidationError(_("At most 12 lines, of 160 letters each."))
        return found

    def facts(self, level: str) -> ClockFacts:
        """Give what the action takes, once valid."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "valid_from"}
        return ClockFacts(level=level, **data)

    @staticmethod
    def known(clock: LevelClock | None) -> dict[str, Any]:
        """Give the clock in force, to begin from."""
        if clock is None:
            return {}
        names = ("review_count", "review_unit", "contact_count", "contact_unit")
        return {name: getattr(clock, name) for name in names} | {"offers": "\n".join(clock.offers)}


class InstrumentForm(Dated):
    """A new instrument."""

    field_order = ("name", "code", "owner", "valid_from", "source")

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.SlugField(
        label=_("Code"), max_length=20, help_text=_("Short and in capitals, such as PUIR2.")
    )
    owner = forms.CharField(label=_("Whose it is"), max_length=120, required=False)
    imported = forms.BooleanField(
        label=_("Another institution applies it; its result comes from outside"), required=False
    )
    judgement = forms.BooleanField(
        label=_("It is professional judgement: the reason is always written"), required=False
    )
    one_top_band = forms.BooleanField(
        label=_("Its highest band is vital and high together"), required=False
    )

    def clean_code(self) -> str:
        """Give it in capitals."""
        return str(self.cleaned_data["code"]).upper()

    def facts(self) -> InstrumentFacts:
        """Give what the action takes, once valid."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "valid_from"}
        return InstrumentFacts(**data)


class LastDayForm(forms.Form):
    """The last day of an instrument."""

    last_day = DayField(_("Last day"))


class HolidayForm(forms.Form):
    """A holiday to come."""

    day = DayField(_("Day"))
    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(
        label=_("Source"), max_length=120, help_text=_("The law or decree, with its number.")
    )
