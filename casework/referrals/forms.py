"""Forms of referrals. They only validate; whether her data may leave is asked of the gate."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.survivors.day_fields import DayField, LongText
from casework.survivors.sections import Sections
from casework.territory.listed import ListedChoice
from casework.territory.models import Institution

from .actions import ReferralFacts
from .choices import Answer, Basis, Direction, Ending
from .models import ReferralUrgency
from .rules import DUTY_AT_LEAST

CHOOSE = ("", _("Choose"))
UNITS = {"hours": _("hours"), "working_days": _("working days"), "days": _("days")}


class UrgencyField(ListedChoice):
    """How soon an answer is expected; what nobody has decided yet is marked as a proposal."""

    def label_from_instance(self, obj: Any) -> str:
        """Give its name and its time."""
        words = f"{obj.name}: {obj.count} {UNITS[obj.unit]}"
        return f"{words} ({_('proposal')})" if obj.proposal else words


class ReferralForm(Sections):
    """A referral: who, what for, how soon, and what of hers leaves with it."""

    rest = ("contact", "follow_up_on", "duty_reason")

    direction = forms.ChoiceField(
        label=_("Direction"), choices=Direction.choices, widget=forms.RadioSelect,
        initial=Direction.OUT,
    )  # fmt: skip
    institution = ListedChoice(
        label=_("Institution"), queryset=Institution.objects.none(), required=False,
        empty_label=_("Another one"),
    )  # fmt: skip
    institution_other = forms.CharField(
        label=_("Another one: which"), max_length=120, required=False
    )
    on_day = DayField(_("Referred on"), past=True)
    urgency = UrgencyField(
        label=_("Answer expected within"), queryset=ReferralUrgency.objects.none(),
        empty_label=None, initial="medium",
    )  # fmt: skip
    reason = LongText(_("What for"), length=1000, required=True)
    basis = forms.ChoiceField(
        label=_("What of hers was sent"), choices=Basis.choices, widget=forms.RadioSelect
    )
    duty_reason = forms.CharField(
        label=_("If the law orders it: which law or order"), max_length=200, required=False
    )
    contact = forms.CharField(label=_("Whom to speak with there"), max_length=160, required=False)
    follow_up_on = DayField(
        _("Ask again on"),
        required=False,
        help_text=_("Empty: when the answer should have come."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        lists: dict[str, Any] = {
            "institution": Institution.objects.valid_on(today).order_by("name"),
            "urgency": ReferralUrgency.objects.valid_on(today),
        }
        for name, rows in lists.items():
            one = self.fields[name]
            assert isinstance(one, forms.ModelChoiceField)
            one.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Check the referral as a whole."""
        cleaned = super().clean() or {}
        if not cleaned.get("institution") and not cleaned.get("institution_other"):
            self.add_error("institution", _("Choose the institution or write which one."))
        coming, made = cleaned.get("follow_up_on"), cleaned.get("on_day")
        if coming and made and coming < made:
            self.add_error("follow_up_on", _("It must be after the referral."))
        law = cleaned.get("duty_reason", "")
        if cleaned.get("basis") == Basis.LEGAL_DUTY and len(law.strip()) < DUTY_AT_LEAST:
            self.add_error("duty_reason", _("Write the law or the court's order in full."))
        return cleaned

    def facts(self) -> ReferralFacts:
        """Give what was written, once valid."""
        data = dict(self.cleaned_data)
        institution, urgency = data.pop("institution"), data.pop("urgency")
        if data["direction"] == Direction.IN:
            data["basis"] = Basis.NOTHING_SENT
        if institution:
            data["institution_other"] = ""
        return ReferralFacts(
            institution_id=institution.pk if institution else None, urgency_id=urgency.pk, **data
        )


class AnswerForm(forms.Form):
    """What was answered, and when."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[(one.value, one.label) for one in Answer if one != Answer.PENDING],
        widget=forms.RadioSelect,
    )
    on = DayField(_("Answered on"), past=True)
    text = LongText(_("What they answered"), length=2000)

    def __init__(self, *args: Any, since: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.since = since

    def clean_on(self) -> date:
        """Refuse an answer that came before the referral."""
        day: date = self.cleaned_data["on"]
        if day < self.since:
            raise forms.ValidationError(_("The answer came before the referral. Check the day."))
        return day


class AgainForm(forms.Form):
    """No answer yet: when to ask again."""

    until = DayField(_("Ask again on"))

    def clean_until(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["until"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class EndForm(forms.Form):
    """What came of it in the end."""

    ending = forms.ChoiceField(
        label=_("What came of it"), choices=Ending.choices, widget=forms.RadioSelect
    )
    on = DayField(_("Since"), past=True)

    def __init__(self, *args: Any, since: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.since = since

    def clean_on(self) -> date:
        """Refuse an end that came before the referral."""
        day: date = self.cleaned_data["on"]
        if day < self.since:
            raise forms.ValidationError(_("It ended before the referral. Check the day."))
        return day
