"""The form of a draft: one page, several objectives, each with several activities.

It is one flat form whose fields are named after the rows they belong to, so that what is typed is
kept on the server and two who save at once are told, as with any other form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .choices import Area, Who
from .content_actions import ActivityGiven, ObjectiveGiven

DAY = {"type": "date"}
NOBODY = ("", pgettext_lazy("nothing chosen", "Choose"))
ANSWERS = (("yes", _("Yes, she agrees")), ("no", _("No")), ("", _("Not answered yet")))
AS_ANSWER = {True: "yes", False: "no", None: ""}
AS_TRUTH = {"yes": True, "no": False}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **more
    )


def text_field(label: Any, *, rows: int = 2, limit: int = 600, **more: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(
        label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def past(day: date | None) -> date | None:
    """Let a day through that is not to come. Raises ValidationError."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet. Write the day it happened."))
    return day


OBJECTIVE = re.compile(r"^o__([0-9a-z-]{2,40})__words$")
ACTIVITY = re.compile(r"^a__([0-9a-z-]{2,40})__([0-9a-z-]{2,40})__what$")
MOST = 20  # objectives in a plan, and activities in an objective
NEW = "n"
Shape = dict[str, list[str]]


def blank(kept: Shape) -> Shape:
    """Give the rows of the page: what there is, and empty ones to go on writing."""
    shape = {key: [*rows, f"{NEW}{len(rows)}"] for key, rows in kept.items()}
    for number in range(1 if kept else 3):
        shape[f"{NEW}{number}"] = [f"{NEW}0", f"{NEW}1"]
    return shape


def sent(data: Any) -> Shape:
    """Give the rows that were sent, in their order: nothing typed is dropped."""
    shape: Shape = {}
    for name in data:
        if found := OBJECTIVE.match(name):
            if len(shape) < 2 * MOST:
                shape.setdefault(found[1], [])
        elif (found := ACTIVITY.match(name)) and len(shape.get(found[1], ())) < 2 * MOST:
            shape.setdefault(found[1], []).append(found[2])
    return shape


def objective_fields() -> dict[str, forms.Field]:
    """Give the fields of one objective."""
    return {
        "area": forms.ChoiceField(
            label=_("Area"), choices=(NOBODY, *Area.choices), required=False
        ),
        "words": text_field(
            _("Objective, in her words"), required=False,
            help_text=_("As she would say it. No names, addresses or telephones."),
        ),
        "agreed": forms.ChoiceField(
            label=_("Does she agree?"), choices=ANSWERS, required=False, widget=forms.RadioSelect
        ),
        "agreed_on": day_field(
            _("When she said so"), required=False, help_text=_("Empty: today."), validators=[past]
        ),
        "remove": forms.BooleanField(label=_("Take this objective out"), required=False),
    }  # fmt: skip


def activity_fields(team: Sequence[tuple[UUID, str]]) -> dict[str, forms.Field]:
    """Give the fields of one activity. team: id and name of who may do it."""
    people = [
        (Who.HERSELF.value, Who.HERSELF.label),
        *((str(pk), name) for pk, name in team),
        (Who.EXTERNAL.value, Who.EXTERNAL.label),
    ]
    return {
        "what": forms.CharField(label=_("What will be done"), max_length=300, required=False),
        "who": forms.ChoiceField(label=_("Who does it"), choices=people, required=False),
        "external": forms.CharField(
            label=_("Which service or person"), max_length=120, required=False,
            help_text=_("Only when it is somebody from outside."),
        ),
        "starts_on": day_field(_("From"), required=False),
        "due_on": day_field(_("Until"), required=False),
        "indicator": forms.CharField(
            label=_("How it will be known that it worked"), max_length=300, required=False
        ),
        "remove": forms.BooleanField(label=_("Take this activity out"), required=False),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: its fields by short name, and the rows below it."""

    fields: dict[str, forms.BoundField]
    below: list["Row"]
    new: bool

    @property
    def wrong(self) -> bool:
        """Whether something in it has to be corrected."""
        return any(bound.errors for bound in self.fields.values())


class DraftForm(forms.Form):
    """A whole draft on one page, without any script."""

    note = text_field(
        _("Where she starts from"), rows=3, limit=2000, required=False,
        help_text=_("What she has, what she wants to change. In short."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, files: Any = None, *, kept: Shape,
        team: Sequence[tuple[UUID, str]] = (), **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, files, **options)
        self.shape = blank(kept) if data is None else sent(data)
        for key, activities in self.shape.items():
            for name, field in objective_fields().items():
                self.fields[f"o__{key}__{name}"] = field
            for below in activities:
                for name, field in activity_fields(team).items():
                    self.fields[f"a__{key}__{below}__{name}"] = field

    def rows(self) -> Iterator[Row]:
        """Give the rows for the page."""
        for key, activities in self.shape.items():
            below = [
                Row(self._bound(f"a__{key}__{one}", ACTIVITY_NAMES), [], one.startswith(NEW))
                for one in activities
            ]
            fields = self._bound(f"o__{key}", OBJECTIVE_NAMES)
            yield Row(fields, below, key.startswith(NEW))

    def _bound(self, prefix: str, names: Sequence[str]) -> dict[str, forms.BoundField]:
        return {name: self[f"{prefix}__{name}"] for name in names}

    def _values(self, prefix: str, names: Sequence[str]) -> dict[str, Any]:
        return {name: self.cleaned_data.get(f"{prefix}__{name}") for name in names}

    def clean(self) -> dict[str, Any]:
        """Check each row that says something and is not taken out."""
        for key, activities in self.shape.items():
            values = self._values(f"o__{key}", OBJECTIVE_NAMES)
            written = [one for one in activities if self._says(f"a__{key}__{one}")]
            if values["remove"] or not (values["words"] or values["area"] or written):
                self._forgive(key)
                continue
            self._need(f"o__{key}__words", values["words"], _("Write the objective, in her words."))
            self._need(f"o__{key}__area", values["area"], _("Choose the area of this objective."))
            for one in written:
                self._check_activity(f"a__{key}__{one}")
        return self.cleaned_data

    def _says(self, prefix: str) -> bool:
        values = self._values(prefix, ACTIVITY_NAMES)
        names = ("what", "external", "starts_on", "due_on", "indicator")
        return not values["remove"] and any(values[name] for name in names)

    def _check_activity(self, prefix: str) -> None:
        values = self._values(prefix, ACTIVITY_NAMES)
        self._need(f"{prefix}__what", values["what"], _("Write what will be done."))
        start, due = values["starts_on"], values["due_on"]
        if start and due and due < start:
            words = _("It cannot end before it begins. Correct one of the days.")
            self.add_error(f"{prefix}__due_on", words)
        if values["who"] == Who.EXTERNAL:
            words = _("Write which service or person will do it.")
            self._need(f"{prefix}__external", values["external"], words)

    def _need(self, name: str, value: Any, words: Any) -> None:
        if not value and name not in self.errors:
            self.add_error(name, words)

    def _forgive(self, key: str) -> None:
        """What is wrong in a row that is taken out does not matter."""
        for name in list(self.errors):
            if name.startswith((f"o__{key}__", f"a__{key}__")):
                del self.errors[name]

    @property
    def given(self) -> list[ObjectiveGiven]:
        """The objectives that stay, for the action."""
        found = []
        for key, activities in self.shape.items():
            values = self._values(f"o__{key}", OBJECTIVE_NAMES)
            if values["remove"] or not values["words"]:
                continue
            below = tuple(
                _activity(one, self._values(f"a__{key}__{one}", ACTIVITY_NAMES))
                for one in activities
                if self._says(f"a__{key}__{one}")
            )
            found.append(_objective(key, values, below))
        return found


OBJECTIVE_NAMES = tuple(objective_fields())
ACTIVITY_NAMES = tuple(activity_fields(()))


def _objective(
    key: str, values: dict[str, Any], activities: tuple[ActivityGiven, ...]
) -> ObjectiveGiven:
    return ObjectiveGiven(
        area=values["area"], words=values["words"], agreed=AS_TRUTH.get(values["agreed"]),
        agreed_on=values["agreed_on"], thread=_thread(key), activities=activities,
    )  # fmt: skip


def _activity(key: str, values: dict[str, Any]) -> ActivityGiven:
    who = values["who"] or Who.HERSELF
    known = who in {Who.HERSELF, Who.EXTERNAL}
    return ActivityGiven(
        what=values["what"], who=who if known else Who.TEAM, thread=_thread(key),
        responsible=None if known else UUID(who), external=values["external"],
        starts_on=values["starts_on"], due_on=values["due_on"], indicator=values["indicator"],
    )  # fmt: skip


def _thread(key: str) -> UUID | None:
    """Give the thread a row continues, or None for a new one."""
    try:
        return UUID(key)
    except ValueError:
        return None
