"""Forms of measures and their breaches. They only validate; periods are judged by `rules`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.survivors.day_fields import DayField, HourField, LongText, moment, parts_of
from casework.survivors.sections import Sections

from .catalogue import CourtKind, MeasureKind
from .choices import BreachResult, MeasureState, Nature, ReportedTo, Supervisor
from .forms import CHOOSE, ListedField, Named, UuidChoice, fill_lists
from .measure_actions import BreachFacts, MeasureFacts
from .measure_models import Breach, ProtectiveMeasure
from .rules import period_problem


class KindField(ListedField):
    """A kind of measure; what nobody confirmed with a source is marked."""

    def label_from_instance(self, obj: Any) -> str:
        """Give its name."""
        return f"{obj.name} ({_('proposal')})" if obj.proposal else str(obj.name)


class MeasureForm(Sections):
    """A measure: what, who ordered it, from when to when; the rest when it is known."""

    rest = (
        "conditions", "beneficiaries", "telematic", "supervisor", "check_every", "last_check_on",
        "court", "process",
    )  # fmt: skip

    kind = KindField(MeasureKind, _("Measure"))
    nature = forms.ChoiceField(label=_("What it is"), choices=Nature.choices)
    court_kind = ListedField(CourtKind, _("Ordered by"))
    starts_on = DayField(_("In force from"))
    ends_on = DayField(
        _("Until"),
        required=False,
        help_text=_("Two years at most. We warn 60, 30 and 10 days before."),
    )
    sure = forms.BooleanField(label=_("The order says less than six months"), required=False)
    conditions = LongText(_("What it says"), help_text=_("Distances, places, hours."))
    beneficiaries = forms.IntegerField(
        label=_("How many people it protects"), min_value=1, max_value=50, initial=1
    )
    telematic = forms.BooleanField(label=_("With telematic monitoring"), required=False)
    supervisor = forms.ChoiceField(
        label=_("Who supervises it"), choices=[CHOOSE, *Supervisor.choices], required=False
    )
    check_every = forms.IntegerField(
        label=_("Checked every (days)"), min_value=1, max_value=365, required=False
    )
    last_check_on = DayField(_("Last checked on"), past=True, required=False)
    court = forms.CharField(label=_("Which court and where"), max_length=120, required=False)
    process = UuidChoice(_("Legal process"))

    def __init__(
        self,
        *args: Any,
        processes: Named = (),
        renewed: ProtectiveMeasure | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.renewed = renewed
        fill_lists(self)
        process = self.fields["process"]
        assert isinstance(process, UuidChoice)
        process.offer(processes)
        if renewed:  # its period is the renewals' now
            del self.fields["starts_on"], self.fields["ends_on"]
        if renewed or not self.is_bound:
            del self.fields["sure"]  # asked only of who wrote a short period

    def clean(self) -> dict[str, Any]:
        """Judge the period as a whole."""
        cleaned = super().clean() or {}
        if {"kind", "nature", "starts_on", "ends_on"} <= cleaned.keys():
            problem = period_problem(
                cleaned["starts_on"], cleaned["ends_on"], nature=cleaned["nature"],
                open_ended=cleaned["kind"].reserves_identity, sure=bool(cleaned.get("sure")),
            )  # fmt: skip
            if problem:
                self.add_error(problem.field, str(problem.words))
        return cleaned

    def facts(self) -> MeasureFacts:
        """Give what was written, once valid."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "sure"}
        if self.renewed:
            data |= {"starts_on": self.renewed.starts_on, "ends_on": self.renewed.ends_on}
        kind, court = data.pop("kind"), data.pop("court_kind")
        return MeasureFacts(
            kind_id=kind.pk, court_kind_id=court.pk, process_id=data.pop("process"), **data
        )

    @classmethod
    def known(cls, measure: ProtectiveMeasure) -> dict[str, Any]:
        """Give what is there, to fill the form with."""
        initial = {
            name: getattr(measure, name)
            for name in cls.base_fields
            if name not in {"kind", "court_kind", "process", "sure"}
        }
        return {**initial, "kind": measure.kind_id, "court_kind": measure.court_kind_id,
                "process": measure.process_id}  # fmt: skip


class RenewForm(forms.Form):
    """The court renewed it. It runs on from its end; any earlier day would leave a gap."""

    decided_on = DayField(_("Decided on"), past=True)
    until = DayField(_("In force until"))

    def __init__(self, *args: Any, since: date, nature: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.since, self.nature = since, nature

    def clean(self) -> dict[str, Any]:
        """Judge the new period."""
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        if until and until <= self.since:
            self.add_error("until", _("It must end after the period that is ending."))
        elif until:
            problem = period_problem(
                self.since, until, nature=self.nature, open_ended=False, sure=True
            )
            if problem:
                self.add_error("until", str(problem.words))
        return cleaned


class CloseForm(forms.Form):
    """It is over: lifted by the court, or ended and nobody renewed it."""

    to = forms.ChoiceField(
        label=_("What happened"),
        choices=[(one.value, one.label) for one in (MeasureState.LIFTED, MeasureState.ENDED)],
        widget=forms.RadioSelect,
    )
    on = DayField(_("Since"), past=True)
    reason = LongText(_("Why, and what protects her now"), required=True, length=1000)


class CheckForm(forms.Form):
    """Somebody checked that it is being kept."""

    on = DayField(_("Checked on"), past=True)


class BreachForm(Sections):
    """A measure was not kept: when, what happened, and where it was reported."""

    rest = ("reported_on", "number", "result")

    day = DayField(_("Day"), past=True)
    hour = HourField(_("Hour"), required=False)
    what = LongText(_("What happened"), help_text=_("As she tells it, in a few lines."))
    reported_to = forms.ChoiceField(
        label=_("Reported to"),
        choices=[("", _("Nobody yet")), *ReportedTo.choices],
        required=False,
        help_text=_("If nobody reported it yet, a duty to report starts to run: 24 hours."),
    )
    reported_on = DayField(_("Reported on"), past=True, required=False)
    number = forms.CharField(label=_("Number of the report"), max_length=40, required=False)
    result = forms.ChoiceField(
        label=_("What came of it"), choices=BreachResult.choices, initial=BreachResult.PENDING
    )

    def __init__(self, *args: Any, since: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.since = since

    def clean(self) -> dict[str, Any]:
        """Check the days against each other."""
        cleaned = super().clean() or {}
        day, told = cleaned.get("day"), cleaned.get("reported_on")
        if day and day < self.since:
            self.add_error("day", _("The measure was not in force yet. Check the day."))
        if day and moment(day, cleaned.get("hour")) > timezone.now() and cleaned.get("hour"):
            self.add_error("hour", _("This hour has not come yet."))
        if cleaned.get("reported_to") and not told and "reported_on" not in self.errors:
            self.add_error("reported_on", _("Write the day it was reported."))
        if day and told and told < day:
            self.add_error("reported_on", _("It was reported before it happened. Check the days."))
        return cleaned

    def facts(self) -> BreachFacts:
        """Give what was written, once valid."""
        data = dict(self.cleaned_data)
        at = min(moment(data.pop("day"), data.pop("hour")), timezone.now())
        if not data["reported_to"]:
            data["reported_on"] = None
        return BreachFacts(at=at, **data)

    @staticmethod
    def known(breach: Breach) -> dict[str, Any]:
        """Give what is there, to fill the form with."""
        day, hour = parts_of(breach.at)
        names = ("what", "reported_to", "reported_on", "number", "result")
        return {"day": day, "hour": hour, **{name: getattr(breach, name) for name in names}}


def named(rows: Iterable[Any]) -> Named:
    """Give processes as choices: matter and the day each began."""
    return [(row.pk, f"{row.matter.name}, {row.started_on:%d-%m-%Y}") for row in rows]
