"""The form of an episode: six questions first, the rest under details. It only validates.

Whoever is already known is offered and not asked again; her comuna comes filled in.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from casework.access.forms import DAY
from casework.survivors.levels import Level
from casework.survivors.models import RelatedPerson, Survivor
from casework.territory.listed import ListedChoice
from casework.territory.models import Comuna, Institution

from . import rules
from .actions import Told
from .catalogue import Entry, lists
from .choices import Answer, FemicideDegree, Injuries, Medium, Precision, TimeBand
from .code_models import EpisodeOption
from .models import Episode
from .queries import Known

NEW, NOBODY = "new", "unknown"
List = EpisodeOption.List
CHOOSE = ("", "---")


def codes(entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
    """Give the choices of a list."""
    return [(entry.code, entry.name) for entry in entries]


def relations() -> list[Any]:
    """Give the relations gathered as in the law: partner, family, others."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in lists().options[List.RELATION]:
        groups.setdefault(entry.group.capitalize(), []).append((entry.code, entry.name))
    return [CHOOSE, *groups.items()]


def answer(label: Any) -> forms.ChoiceField:
    """Give a question that may stay without answer."""
    return forms.ChoiceField(
        label=label, choices=Answer.choices, widget=forms.RadioSelect, required=False
    )


def picked(label: Any, choices: Any = (), **more: Any) -> forms.ChoiceField:
    """Give a list to choose one from, or none."""
    return forms.ChoiceField(label=label, choices=[CHOOSE, *choices], required=False, **more)


class EpisodeForm(forms.Form):
    """One episode. `told()` gives what was said, once valid."""

    precision = forms.ChoiceField(
        label=_("When"),
        choices=Precision.choices,
        widget=forms.RadioSelect,
        initial=Precision.DAY,
    )
    day = forms.DateField(label=_("Day, or first day of the period"), required=False, widget=DAY)
    until = forms.DateField(label=_("Last day of the period"), required=False, widget=DAY)
    month = forms.TypedChoiceField(
        label=_("Month"), choices=[CHOOSE, *MONTHS.items()], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1920, max_value=2100)
    kinds = forms.MultipleChoiceField(
        label=_("What happened"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Mark at least one form. You can correct it later.")},
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("Who did it"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose who it was, or that she does not know.")},
    )  # fmt: skip
    new_name = forms.CharField(
        label=_("Name or how she calls this person"), max_length=80, required=False
    )
    new_relation = picked(_("What this person is to her"))
    injuries = forms.ChoiceField(
        label=_("Injuries"), choices=Injuries.choices, widget=forms.RadioSelect, required=False
    )
    children_present = answer(_("Were children there?"))
    weapons = forms.MultipleChoiceField(
        label=_("Weapons"), widget=forms.CheckboxSelectMultiple, required=False
    )
    death_threat = answer(_("Was she threatened with death?"))
    strangulation = answer(_("Was she strangled or suffocated?"))

    time_band = picked(_("Time of day"), TimeBand.choices)
    place = picked(_("Place"))
    place_detail = forms.CharField(label=_("Place, in words"), max_length=160, required=False)
    comuna = ListedChoice(
        label=_("Comuna"), queryset=Comuna.objects.none(), required=False, empty_label="---"
    )
    medium = picked(_("Medium"), Medium.choices)
    context = picked(_("Context"))
    pregnant = answer(_("Was she pregnant?"))
    complaint = answer(_("Was a complaint made?"))
    complaint_on = forms.DateField(label=_("Date of the complaint"), required=False, widget=DAY)
    complaint_where = picked(_("Where"))
    complaint_reference = forms.CharField(
        label=_("Number of the complaint"), max_length=60, required=False
    )
    interview_reference = forms.CharField(
        label=_("A child was interviewed on video: its reference"), max_length=80, required=False,
        help_text=_("Only the number and where it is kept. Recordings are never uploaded here."),
    )  # fmt: skip
    observation = forms.CharField(
        label=_("Observation"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the next team must know. Do not copy her account."),
    )  # fmt: skip
    institution = ListedChoice(
        label=_("Who told it"), queryset=Institution.objects.none(), required=False,
        empty_label=_("Herself"),
    )  # fmt: skip
    risk_level = forms.ChoiceField(
        label=_("Risk at the time"), choices=Level.choices, initial=Level.NOT_ASSESSED,
        required=False,
    )  # fmt: skip
    femicide_degree = picked(_("Femicide"), FemicideDegree.choices)

    def __init__(
        self,
        *args: Any,
        her: Survivor,
        known: list[Known],
        related: list[RelatedPerson],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.her, self.known = her, {f"a:{one.aggressor.pk}": one for one in known}
        self.related = {f"r:{person.pk}": person for person in related}
        self._offer_lists()
        self._offer("who", [
            *((key, _called(one)) for key, one in self.known.items()),
            *((key, _close(person)) for key, person in self.related.items()),
            (NEW, _("Another person")), (NOBODY, _("She does not know, or does not say")),
        ])  # fmt: skip

    def _offer_lists(self) -> None:
        found = lists()
        self._offer("kinds", codes(found.forms))
        self._offer("new_relation", relations())
        self._offer("weapons", codes(found.options[List.WEAPON]))
        for name, list_ in (("place", List.PLACE), ("context", List.CONTEXT),
                            ("complaint_where", List.COMPLAINT)):  # fmt: skip
            self._offer(name, [CHOOSE, *codes(found.options[list_])])
        self.fields["comuna"].queryset = Comuna.objects.order_by("name")  # type: ignore[attr-defined]
        institutions = Institution.objects.filter(valid_to=None).order_by("name")
        self.fields["institution"].queryset = institutions  # type: ignore[attr-defined]

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check the dates together, and ask for the name of somebody new."""
        cleaned = super().clean() or {}
        self.when = self._when(cleaned)
        if cleaned.get("who") == NEW:
            if not cleaned.get("new_name"):
                self.add_error("new_name", _("Write a name, or how she calls this person."))
            if not cleaned.get("new_relation"):
                self.add_error("new_relation", _("Choose what this person is to her."))
        weapons = cleaned.get("weapons") or []
        if rules.NO_WEAPON in weapons and len(weapons) > 1:
            self.add_error("weapons", _("Mark the weapons, or that there was none: not both."))
        self._check_complaint(cleaned)
        return cleaned

    def _when(self, cleaned: dict[str, Any]) -> rules.When | None:
        precision = cleaned.get("precision") or Precision.DAY
        if precision == Precision.DAY and not cleaned.get("day") and cleaned.get("year"):
            precision = Precision.MONTH if cleaned.get("month") else Precision.YEAR
        if {"day", "until", "month", "year"} & set(self.errors):
            return None
        try:
            when = rules.span(
                precision, day=cleaned.get("day"), until=cleaned.get("until"),
                month=cleaned.get("month"), year=cleaned.get("year"),
            )  # fmt: skip
        except ValueError:
            self.add_error(_ASKS[precision], _MISSING[precision])
            return None
        today = timezone.localdate()
        problem = rules.date_problem(when, today=today, birth=self.her.birth_date)
        if problem:
            field = "until" if problem is rules.END_BEFORE_START else _ASKS[precision]
            self.add_error(field, str(problem))
        return rules.until_today(when, today)

    def _check_complaint(self, cleaned: dict[str, Any]) -> None:
        day: date | None = cleaned.get("complaint_on")
        if day is None:
            return
        if day > timezone.localdate():
            self.add_error("complaint_on", str(rules.NOT_YET))
        elif self.when and self.when.starts_on and day < self.when.starts_on:
            self.add_error("complaint_on", str(rules.COMPLAINT_FIRST))

    def told(self, aggressor: Known | None) -> Told:
        """Give what was said. aggressor: who it was, once he has a row."""
        data = self.cleaned_data
        assert self.when is not None
        same = ("time_band", "place", "place_detail", "medium", "context", "weapons", "injuries",
                "strangulation", "death_threat", "children_present", "pregnant", "complaint",
                "complaint_on", "complaint_where", "complaint_reference", "interview_reference",
                "observation", "femicide_degree")  # fmt: skip
        return Told(
            precision=self.when.precision, forms=data["kinds"], starts_on=self.when.starts_on,
            ends_on=self.when.ends_on, risk_level=data["risk_level"] or Level.NOT_ASSESSED,
            comuna_id=data["comuna"].pk if data["comuna"] else None,
            institution_id=data["institution"].pk if data["institution"] else None,
            aggressor_id=aggressor.aggressor.pk if aggressor else None,
            relation=aggressor.link.relation if aggressor else "",
            **{name: data[name] for name in same},
        )  # fmt: skip

    @staticmethod
    def initial_of(episode: Episode) -> dict[str, Any]:
        """Give what an episode says now, to correct it."""
        names = ("precision", "time_band", "place", "place_detail", "medium", "context", "weapons",
                 "injuries", "strangulation", "death_threat", "children_present", "pregnant",
                 "complaint", "complaint_on", "complaint_where", "complaint_reference",
                 "interview_reference", "observation", "femicide_degree",
                 "risk_level")  # fmt: skip
        known = {name: getattr(episode, name) for name in names}
        starts = episode.starts_on
        if starts and episode.precision in {Precision.MONTH, Precision.YEAR}:
            known |= {"year": starts.year}
            known |= {"month": starts.month} if episode.precision == Precision.MONTH else {}
        elif starts:
            known |= {"day": starts}
            known |= {"until": episode.ends_on} if episode.precision == Precision.PERIOD else {}
        who = f"a:{episode.aggressor_id}" if episode.aggressor_id else NOBODY
        return {**known, "who": who, "kinds": episode.forms, "comuna": episode.comuna_id,
                "institution": episode.institution_id}  # fmt: skip


_ASKS = {
    Precision.DAY: "day", Precision.PERIOD: "until", Precision.MONTH: "month",
    Precision.YEAR: "year", Precision.UNKNOWN: "precision",
}  # fmt: skip
_MISSING = {
    Precision.DAY: _("Write the day, or choose another way of saying when."),
    Precision.PERIOD: _("Write the first and the last day; near enough will do."),
    Precision.MONTH: _("Choose the month and write the year."),
    Precision.YEAR: _("Write the year."),
    Precision.UNKNOWN: _("Choose how to say when."),
}


def _called(known: Known) -> str:
    return f"{known.name} ({lists().name(List.RELATION, known.link.relation)})"


def _close(person: RelatedPerson) -> str:
    words = str(person.get_relation_display())
    return f"{person.name} ({words})" if person.name else words
