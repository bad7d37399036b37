"""Forms of the duty to report. They only validate; what may close is judged by `duty_rules`."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.survivors.day_fields import DayField, HourField, LongText, moment, parts_of
from casework.survivors.sections import Sections

from .choices import DutyState, Facts, Femicide, HerView, ReportedTo
from .duty_models import ComplaintDraft
from .duty_rules import ABOUT_MINORS
from .forms import CHOOSE

LATEST_KNOWN = timedelta(days=365)


class DutyForm(Sections):
    """Facts somebody here got to know, and since when."""

    rest = ("femicide", "verbatim")

    facts = forms.ChoiceField(
        label=_("What it is about"), choices=Facts.choices, widget=forms.RadioSelect
    )
    day = DayField(_("Known since (day)"), past=True)
    hour = HourField(_("Hour"), help_text=_("The clock starts with this hour."))
    femicide = forms.ChoiceField(
        label=_("If it is a femicide: which"), choices=[CHOOSE, *Femicide.choices], required=False
    )
    verbatim = LongText(
        _("If a child or adolescent tells it: their own words"),
        length=5000,
        rows=5,
        help_text=_("Word by word, as they say it. Ask nothing about facts or authors."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what each kind of facts needs."""
        cleaned = super().clean() or {}
        facts = cleaned.get("facts")
        if facts == Facts.FEMICIDE and not cleaned.get("femicide"):
            self.add_error("femicide", _("Say which."))
        if facts == Facts.CHILD_TELLS and not cleaned.get("verbatim"):
            self.add_error("verbatim", _("Write what they say, in their own words."))
        if "day" in cleaned and "hour" in cleaned:
            self._check_moment(cleaned)
        return cleaned

    def _check_moment(self, cleaned: dict[str, Any]) -> None:
        now, known = timezone.now(), moment(cleaned["day"], cleaned["hour"])
        if known > now:
            self.add_error("hour", _("This hour has not come yet."))
        if known < now - LATEST_KNOWN:
            self.add_error("day", _("This is more than a year ago. Check the date."))
        cleaned["known_at"] = known

    @staticmethod
    def now() -> dict[str, Any]:
        """Give the form as it stands at this moment."""
        day, hour = parts_of(timezone.now())
        return {"day": day, "hour": hour}


class InformForm(forms.Form):
    """She was told of the duty; what she thinks of it."""

    her_view = forms.ChoiceField(
        label=_("What she thinks"), choices=HerView.choices, widget=forms.RadioSelect
    )
    her_words = LongText(_("In her words"), length=1000)


class InformationForm(forms.Form):
    """She was given information on the services (law SE-10)."""

    on = DayField(_("Information given on"), past=True)


class DecideForm(forms.Form):
    """How the duty is closed. A person decides and signs with her name."""

    to = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    reported_to = forms.ChoiceField(
        label=_("If it was reported: where"), choices=[CHOOSE, *ReportedTo.choices], required=False
    )
    day = DayField(_("Day of the report"), past=True, required=False)
    hour = HourField(_("Hour of the report"), required=False)
    number = forms.CharField(label=_("Number of the report"), max_length=40, required=False)
    other_reporter = forms.CharField(
        label=_("If somebody else reported it: who"), max_length=120, required=False
    )
    reason = LongText(_("If it does not apply, or there were no such facts: why"), length=1000)
    proof = DocumentField(label=_("Proof of the report"), required=False)

    def __init__(self, *args: Any, facts: str, proposed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [DutyState.REPORTED, DutyState.EXEMPT, DutyState.NOT_APPLICABLE]
        if facts in ABOUT_MINORS:
            ways.remove(DutyState.NOT_APPLICABLE)  # no way out of it (SE-09)
            if proposed:  # but whether there are such facts, a person says
                ways.append(DutyState.UNFOUNDED)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [(one.value, one.label) for one in ways]

    def clean(self) -> dict[str, Any]:
        """Ask for what each way of closing needs."""
        cleaned = super().clean() or {}
        to = cleaned.get("to")
        if to == DutyState.REPORTED:
            self._ask(cleaned, "reported_to", _("Say where it was reported."))
            self._ask(cleaned, "day", _("Write the day of the report."))
            self._ask(cleaned, "hour", _("Write the hour of the report."))
        if to == DutyState.EXEMPT:
            self._ask(cleaned, "other_reporter", _("Say who reported it."))
            self._ask(cleaned, "proof", _("Attach the proof that somebody else reported it."))
        if to in {DutyState.NOT_APPLICABLE, DutyState.UNFOUNDED}:
            self._ask(cleaned, "reason", _("Write the reason in full."))
        day, hour = cleaned.get("day"), cleaned.get("hour")
        told = to == DutyState.REPORTED and hour
        cleaned["reported_at"] = moment(day, hour) if told and day else None
        if cleaned["reported_at"] and cleaned["reported_at"] > timezone.now():
            self.add_error("hour", _("This hour has not come yet."))
        return cleaned

    def _ask(self, cleaned: dict[str, Any], name: str, words: Any) -> None:
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(name, words)


class DraftForm(forms.Form):
    """The text of a report (law SE-11). Nothing of it is sent."""

    facts = LongText(_("What happened"), length=8000, rows=10)
    authors = LongText(_("Who did it, if known"), length=1000)
    witnesses = LongText(_("Who saw it or knows of it"), length=1000)
    reserve_identity = forms.BooleanField(
        label=_("Ask to keep her identity reserved"), required=False, initial=True
    )
    service_address = forms.BooleanField(
        label=_("Give the centre's address instead of her home"), required=False, initial=True
    )

    @classmethod
    def known(cls, draft: ComplaintDraft) -> dict[str, Any]:
        """Give what is there, to fill the form with."""
        return {name: getattr(draft, name) for name in cls.base_fields}
