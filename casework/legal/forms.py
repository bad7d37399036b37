"""Forms of processes and hearings. They only validate."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.survivors.day_fields import DayField, HourField, LongText, moment, parts_of
from casework.survivors.sections import Sections
from casework.territory.listed import ListedChoice

from .actions import HearingFacts, ProcessFacts
from .catalogue import CourtKind, Matter
from .choices import Attendance, HearingKind, HearingResult, Outcome, Power, ProcessState, Role
from .models import Hearing, LegalProcess
from .rules import hearing_problem

CHOOSE = ("", _("Choose"))
Named = Iterable[tuple[UUID, str]]


class ListedField(ListedChoice):
    """An entry of a code list in force today."""

    def __init__(self, model: Any, label: Any, **options: Any) -> None:
        super().__init__(
            queryset=model.objects.none(), label=label, empty_label=_("Choose"), **options
        )
        self.model = model

    def fill(self) -> None:
        """Offer what is in force today."""
        self.queryset = self.model.objects.valid_on(timezone.localdate())


class UuidChoice(forms.TypedChoiceField):
    """Somebody, chosen from names; gives the id or None."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, required=False, coerce=UUID, empty_value=None, choices=[CHOOSE]
        )

    def offer(self, named: Named) -> None:
        """Offer these people."""
        self.choices = [CHOOSE, *((str(pk), name) for pk, name in named)]


def fill_lists(form: forms.Form) -> None:
    """Offer what is in force today in every list of a form."""
    for one in form.fields.values():
        if isinstance(one, ListedField):
            one.fill()


class ProcessForm(Sections):
    """A process: what, where in general, since when; the rest when it is known."""

    rest = ("court", "rit", "ruc", "accused", "represented", "lawyer", "power", "notes")

    matter = ListedField(Matter, _("Matter"))
    court_kind = ListedField(CourtKind, _("Court"))
    role = forms.ChoiceField(label=_("What she is in it"), choices=Role.choices)
    started_on = DayField(_("Began on"), past=True)
    court = forms.CharField(
        label=_("Which court and where"),
        max_length=120,
        required=False,
        help_text=_("Only her team reads it: the place may tell where she lives."),
    )
    rit = forms.CharField(label=_("RIT"), max_length=40, required=False)
    ruc = forms.CharField(label=_("RUC"), max_length=40, required=False)
    accused = UuidChoice(_("Accused"))
    represented = forms.BooleanField(label=_("The Service represents her"), required=False)
    lawyer = UuidChoice(_("Lawyer"))
    power = forms.ChoiceField(label=_("Power to act for her"), choices=Power.choices)
    notes = LongText(_("Notes"))

    def __init__(
        self, *args: Any, accused: Named = (), lawyers: Named = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        fill_lists(self)
        for name, named in (("accused", accused), ("lawyer", lawyers)):
            one = self.fields[name]
            assert isinstance(one, UuidChoice)
            one.offer(named)

    def clean(self) -> dict[str, Any]:
        """Ask who represents her when the Service does."""
        cleaned = super().clean() or {}
        if cleaned.get("represented") and not cleaned.get("lawyer"):
            self.add_error("lawyer", _("Choose the lawyer who represents her."))
        return cleaned

    def facts(self) -> ProcessFacts:
        """Give what was written, once valid."""
        data = dict(self.cleaned_data)
        matter, court = data.pop("matter"), data.pop("court_kind")
        return ProcessFacts(matter_id=matter.pk, court_kind_id=court.pk, **data)

    @classmethod
    def known(cls, process: LegalProcess) -> dict[str, Any]:
        """Give what is there, to fill the form with."""
        initial = {name: getattr(process, name) for name in cls.base_fields}
        return {**initial, "matter": process.matter_id, "court_kind": process.court_kind_id}


class MoveForm(forms.Form):
    """Where a process goes now."""

    to = forms.ChoiceField(label=_("It is now"), widget=forms.RadioSelect)
    ended_on = DayField(_("Ended on"), past=True, required=False)
    outcome = forms.ChoiceField(
        label=_("How it ended"), choices=[CHOOSE, *Outcome.choices], required=False
    )

    def __init__(self, *args: Any, moves: Iterable[ProcessState] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [(one.value, one.label) for one in ProcessState if one in set(moves)]

    def clean(self) -> dict[str, Any]:
        """Ask for day and outcome of what ended."""
        cleaned = super().clean() or {}
        if cleaned.get("to") == ProcessState.ENDED:
            for name in ("ended_on", "outcome"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed to say that it ended."))
        return cleaned


class HearingForm(Sections):
    """A hearing: when, what for, how she attends; and afterwards what came of it."""

    rest = ("court", "notes")

    day = DayField(_("Day"))
    hour = HourField(_("Hour"))
    kind = forms.ChoiceField(label=_("What for"), choices=HearingKind.choices)
    attendance = forms.ChoiceField(
        label=_("How she attends"), choices=Attendance.choices, help_text=_("Ask her first.")
    )
    result = forms.ChoiceField(
        label=_("What came of it"), choices=[CHOOSE, *HearingResult.choices], required=False
    )
    court = forms.CharField(label=_("Where"), max_length=120, required=False)
    notes = LongText(_("Notes"))

    def clean(self) -> dict[str, Any]:
        """Ask for the result of what has passed, and for none of what has not."""
        cleaned = super().clean() or {}
        if "day" in cleaned and "hour" in cleaned:
            at = moment(cleaned["day"], cleaned["hour"])
            problem = hearing_problem(at, cleaned.get("result", ""), timezone.now())
            if problem:
                self.add_error(problem.field, str(problem.words))
        return cleaned

    def facts(self) -> HearingFacts:
        """Give what was written, once valid."""
        data = dict(self.cleaned_data)
        return HearingFacts(at=moment(data.pop("day"), data.pop("hour")), **data)

    @staticmethod
    def known(hearing: Hearing) -> dict[str, Any]:
        """Give what is there, to fill the form with."""
        day, hour = parts_of(hearing.at)
        names = ("kind", "attendance", "result", "court", "notes")
        return {"day": day, "hour": hour, **{name: getattr(hearing, name) for name in names}}
