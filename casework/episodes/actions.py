"""Writes on episodes: tell one, correct it and keep what it said, undo a slip (issue item 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors import timeline
from casework.survivors.doings import Doing, done
from casework.survivors.levels import Level
from casework.survivors.models import Survivor

from . import catalogue, hooks, rules
from .choices import Answer
from .models import FIELDS, Episode, EpisodeRevision


class TooLate(Exception):
    """Only its writer may undo it, and only within minutes; later it is corrected."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an episode. Names as the columns of `Episode`; empty is not known."""

    precision: str
    forms: Sequence[str]
    starts_on: date | None = None
    ends_on: date | None = None
    time_band: str = ""
    place: str = ""
    place_detail: str = ""
    comuna_id: str | None = None
    medium: str = ""
    context: str = ""
    aggressor_id: UUID | None = None
    relation: str = ""
    weapons: Sequence[str] = ()
    strangulation: str = ""
    death_threat: str = ""
    children_present: str = ""
    pregnant: str = ""
    injuries: str = ""
    complaint: str = ""
    complaint_on: date | None = None
    complaint_where: str = ""
    complaint_reference: str = ""
    interview_reference: str = ""
    observation: str = ""
    institution_id: str | None = None
    risk_level: str = Level.NOT_ASSESSED
    femicide_degree: str = ""

    def values(self) -> dict[str, Any]:
        """Give the columns, with how grave it was by the weights in force."""
        lists = catalogue.lists()
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        told["forms"], told["weapons"] = sorted(set(self.forms)), sorted(set(self.weapons))
        facts = rules.Facts(**{name: told[name] for name in rules.Facts.__slots__})
        points = rules.severity(facts, lists.numbers)
        return {**told, "severity": points, "severity_version": lists.version}


@transaction.atomic
def tell(*, survivor: Survivor, told: Told, centre_id: int, by: Staff, at: datetime) -> Episode:
    """Write an episode into her file and her trayecto."""
    episode = Episode(
        survivor=survivor, key_id=survivor.key_id, centre_id=centre_id,
        written_by=by.operator_id, created_at=at, **told.values(),
    )  # fmt: skip
    episode.save(force_insert=True)
    _note(survivor, episode, by=by, at=at)
    _log(survivor, episode, "episode", by, at)
    hooks.told(episode, by=by, at=at)
    done(survivor, Doing.EPISODE, by=by, at=at)
    return episode


@transaction.atomic
def correct(
    *, survivor: Survivor, episode: Episode, told: Told, by: Staff, at: datetime
) -> Episode:
    """Write it anew and keep, sealed, all that it said before."""
    held = Episode.objects.select_for_update().get(pk=episode.pk)
    EpisodeRevision.objects.create(
        survivor=survivor, key_id=survivor.key_id, episode=held, created_at=at,
        number=held.revisions.count() + 1, values=snapshot(held), corrected_by=by.operator_id,
    )  # fmt: skip
    _write(held, told.values())
    _note(survivor, held, by=by, at=at)
    _log(survivor, held, "episode_corrected", by, at)
    hooks.told(held, by=by, at=at)  # what was left out at first is known from now on
    return held


@transaction.atomic
def undo(*, survivor: Survivor, episode: Episode, by: Staff, at: datetime) -> Episode:
    """Undo one's last act on it, within minutes: the last correction, or its being written.

    Raises TooLate for anybody else and afterwards.
    """
    held = Episode.objects.select_for_update().get(pk=episode.pk)
    last = last_correction(held)
    if not can_undo(held, last, by=by, at=at):
        raise TooLate
    if last is None:
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at", "updated_at"])
        timeline.withdraw(survivor, target=("episode", held.pk), at=at)
    else:
        last.undone_at = at
        last.save(update_fields=["undone_at"])
        _write(held, last.values)
        held.refresh_from_db()  # what was sealed as text is a date again
        _note(survivor, held, by=by, at=at)
    _log(survivor, held, "episode_undone", by, at)
    return held


def last_correction(episode: Episode) -> EpisodeRevision | None:
    """Give the last correction that stands."""
    return episode.revisions.filter(undone_at=None).order_by("-number").first()


def can_undo(episode: Episode, last: EpisodeRevision | None, *, by: Staff, at: datetime) -> bool:
    """Say whether this person may undo the last act on an episode now."""
    if episode.withdrawn_at is not None:
        return False
    writer = last.corrected_by if last else episode.written_by
    written = last.created_at if last else episode.created_at
    return rules.may_undo(writer=writer, by=by.operator_id, written=written, at=at)


def snapshot(episode: Episode) -> dict[str, Any]:
    """Give everything an episode says, to be sealed."""
    names = [Episode._meta.get_field(name).attname for name in FIELDS]  # type: ignore[union-attr]
    return {name: getattr(episode, name) for name in (*names, "severity", "severity_version")}


def _write(episode: Episode, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(episode, name, value)
    episode.save(update_fields=[*values, "updated_at"])


def _note(survivor: Survivor, episode: Episode, *, by: Staff, at: datetime) -> None:
    """Tell the trayecto: when it happened, or when it was told if she does not remember."""
    known = episode.starts_on
    several_days = known is not None and episode.ends_on != known
    timeline.note(
        survivor, timeline.Kind.EPISODE, "episode", target=("episode", episode.pk), by=by,
        at=timezone.make_aware(datetime.combine(known, time(12))) if known else at,
        until=episode.ends_on if several_days else None,
        centre_id=episode.centre_id, level=episode.risk_level,
        detail={
            "forms": ",".join(episode.forms),
            "severity": episode.severity,
            "children": episode.children_present == Answer.YES,
            "precision": episode.precision,
        },
    )  # fmt: skip


def _log(survivor: Survivor, episode: Episode, what: str, by: Staff, at: datetime) -> None:
    target = Target("episode", str(episode.pk))
    record(
        Verb.CHANGED, by=by.actor, at=at, target=target, subject=survivor.pk, detail={"what": what}
    )
