"""What the pages show of episodes and aggressors: words for codes, rows of lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.survivors.levels import Level
from casework.territory.models import Comuna, Institution

from .catalogue import Lists, lists
from .choices import Answer, Precision
from .code_models import EpisodeOption
from .drawing import Drawing, Point, draw
from .forms import codes
from .models import Episode, EpisodeRevision
from .queries import Asked, Known
from .rules import grade

List = EpisodeOption.List
MOST = "severity.max"


def when_words(episode: Episode) -> str:
    """Say when it was, as exactly as she remembers."""
    starts, ends = episode.starts_on, episode.ends_on
    if starts is None or ends is None:
        return _("She does not remember when")
    if episode.precision == Precision.YEAR:
        return f"{starts:%Y}"
    if episode.precision == Precision.MONTH:
        return str(formats.date_format(starts, "YEAR_MONTH_FORMAT")).capitalize()
    if episode.precision == Precision.PERIOD:
        return _("From %(start)s to %(end)s") % {
            "start": formats.date_format(starts, "SHORT_DATE_FORMAT"),
            "end": formats.date_format(ends, "SHORT_DATE_FORMAT"),
        }
    return str(formats.date_format(starts, "DATE_FORMAT"))


@dataclass(frozen=True, slots=True)
class Row:
    """One episode in the list."""

    episode: Episode
    when: str
    forms: list[str]
    who: str
    flags: list[str | Promise]
    tone: str
    level: Level


FLAGS = (
    ("strangulation", gettext_lazy("strangulation")),
    ("death_threat", gettext_lazy("death threat")),
    ("children_present", gettext_lazy("children present")),
    ("pregnant", gettext_lazy("pregnant")),
)


def rows(episodes: Sequence[Episode], known: Sequence[Known]) -> list[Row]:
    """Give the rows of the list."""
    found, names = lists(), {one.aggressor.pk: one.name for one in known}
    return [_row(episode, found, names) for episode in episodes]


def _row(episode: Episode, found: Lists, names: dict[UUID, str]) -> Row:
    flags = [words for name, words in FLAGS if getattr(episode, name) == Answer.YES]
    weapons = [found.name(List.WEAPON, code) for code in episode.weapons if code != "NINGUNA"]
    who = names.get(episode.aggressor_id, "") if episode.aggressor_id else ""
    return Row(
        episode, when_words(episode), found.form_names(episode.forms), who,
        [*weapons, *flags], grade(episode.severity), Level(episode.risk_level),
    )  # fmt: skip


def drawing_of(episodes: Sequence[Episode]) -> Drawing | None:
    """Give the drawing of the episodes that have a date."""
    points = [
        Point(one.starts_on, one.ends_on, one.severity, grade(one.severity))
        for one in episodes
        if one.starts_on and one.ends_on
    ]
    return draw(points, most=lists().numbers[MOST], today=timezone.localdate())


def most() -> int:
    """Give the highest severity there can be."""
    return lists().numbers[MOST]


def facts(episode: Episode, who: str) -> list[tuple[Any, str]]:
    """Give everything known of an episode, question by question; what is not known is left out."""
    found = lists()
    parts: list[tuple[Any, str]] = [
        (_("When"), when_words(episode)),
        (_("What happened"), ", ".join(found.form_names(episode.forms))),
        (_("Who did it"), who or _("She does not know, or does not say")),
        (_("Relation then"), found.name(List.RELATION, episode.relation)),
        (_("Injuries"), episode.get_injuries_display()),
        (_("Weapons"), ", ".join(found.name(List.WEAPON, code) for code in episode.weapons)),
        (_("Threatened with death"), episode.get_death_threat_display()),
        (_("Strangled or suffocated"), episode.get_strangulation_display()),
        (_("Children were there"), episode.get_children_present_display()),
        (_("She was pregnant"), episode.get_pregnant_display()),
        (_("Time of day"), episode.get_time_band_display()),
        (_("Place"), _joined(found.name(List.PLACE, episode.place), episode.place_detail)),
        (_("Comuna"), str(episode.comuna or "")),
        (_("Medium"), episode.get_medium_display()),
        (_("Context"), found.name(List.CONTEXT, episode.context)),
        (_("Complaint"), _complaint(episode, found)),
        (_("Video interview of a child"), str(episode.interview_reference or "")),
        (_("Observation"), str(episode.observation or "")),
        (_("Who told it"), str(episode.institution or _("Herself"))),
        (_("Femicide"), episode.get_femicide_degree_display()),
    ]
    return [(label, str(value)) for label, value in parts if value]


@dataclass(frozen=True, slots=True)
class Before:
    """What an episode said until somebody corrected it."""

    at: datetime
    facts: list[tuple[Any, str]]


def versions(episode: Episode, revisions: Sequence[EpisodeRevision], who: str) -> list[Before]:
    """Give what it said before each correction, newest first. who: the name it says now."""
    said = [(one.created_at, one.values) for one in revisions]
    comunas = _named(Comuna, episode, "comuna_id", said)
    institutions = _named(Institution, episode, "institution_id", said)
    found = []
    for at, values in said:
        row = _as_was(episode, values)
        row.comuna = comunas.get(values["comuna_id"])
        row.institution = institutions.get(values["institution_id"])
        found.append(Before(at, facts(row, _who_was(episode, row, who))))
    return found


def _named(
    model: Any, episode: Episode, column: str, said: Sequence[tuple[datetime, dict[str, Any]]]
) -> dict[str, Any]:
    """Give the rows that any version names: the one at hand, and others in one question."""
    now = {getattr(episode, column): getattr(episode, column.removesuffix("_id"))}
    others = {values[column] for _at, values in said} - {None, *now}
    return {**now, **(model.objects.in_bulk(others) if others else {})}


def _who_was(episode: Episode, was: Episode, who: str) -> str:
    if not was.aggressor_id or str(was.aggressor_id) == str(episode.aggressor_id):
        return who if was.aggressor_id else ""
    return _("Another person of this file")


def _as_was(episode: Episode, values: dict[str, Any]) -> Episode:
    """Give a row that is never saved, with the values of then; dates come back from text."""
    held = dict(values)
    for name in ("starts_on", "ends_on", "complaint_on"):
        held[name] = date.fromisoformat(held[name]) if held.get(name) else None
    same = {name: getattr(episode, name) for name in ("id", "key_id", "survivor_id")}
    return Episode(**same, **held)


def _complaint(episode: Episode, found: Lists) -> str:
    day = formats.date_format(episode.complaint_on) if episode.complaint_on else ""
    where = found.name(List.COMPLAINT, episode.complaint_where)
    return _joined(
        str(episode.get_complaint_display()), where, day, str(episode.complaint_reference or "")
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


class NarrowForm(forms.Form):
    """What the list is narrowed to. No name stands in the address: codes and numbers only."""

    form = forms.ChoiceField(label=gettext_lazy("What happened"), required=False)
    who = forms.ChoiceField(label=gettext_lazy("Who did it"), required=False)
    since = forms.IntegerField(label=gettext_lazy("From the year"), required=False, min_value=1920)
    until = forms.IntegerField(label=gettext_lazy("Until the year"), required=False, min_value=1920)

    def __init__(self, *args: Any, known: Sequence[Known], **options: Any) -> None:
        super().__init__(*args, **options)
        everything = ("", gettext_lazy("All"))
        people = [(str(one.aggressor.pk), one.name) for one in known]
        self.fields["form"].choices = [everything, *codes(lists().forms)]  # type: ignore[attr-defined]
        self.fields["who"].choices = [everything, *people]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Give what was asked for; what makes no sense narrows nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        since, until, who = data.get("since"), data.get("until"), data.get("who")
        return Asked(
            form=data.get("form", ""),
            aggressor=UUID(who) if who else None,
            since=date(since, 1, 1) if since else None,
            until=date(until, 12, 31) if until else None,
        )
