"""Reads of episodes and aggressors. Across files the database answers with a number, or yes/no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate

from casework.access.models import Operator
from casework.access.principals import Principal, Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.models import Case
from casework.identity import vault
from casework.identity.documents import IdentityDocument
from casework.identity.lookup import document_digest, run_digest
from casework.identity.run import Run
from casework.survivors.models import Survivor
from casework.survivors.rules import age_on

from .aggressor_models import Aggressor, AggressorLink
from .catalogue import lists
from .models import Episode, EpisodeRevision
from .vault_models import BackgroundNote

ADULT = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of episodes is narrowed to; empty is everything."""

    form: str = ""
    aggressor: UUID | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Asked()


def episodes_of(survivor: Survivor, *, by: Principal, asked: Asked = EVERYTHING) -> list[Episode]:
    """Give her episodes, newest first; those without a date last."""
    rows = Episode.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    if asked.form:
        rows = rows.filter(forms__contains=[asked.form])
    if asked.aggressor:
        rows = rows.filter(aggressor_id=asked.aggressor)
    if asked.since:
        rows = rows.filter(ends_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(starts_on__lte=asked.until)
    found = list(rows.select_related("comuna", "institution").order_by("-starts_on", "-id"))
    return sorted(found, key=lambda one: one.starts_on is None)


def episode_of(survivor: Survivor, episode_id: UUID, *, by: Principal) -> Episode | None:
    """Give one episode of hers, or None."""
    rows = Episode.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    found: Episode | None = (
        rows.select_related("comuna", "institution", "aggressor", "centre__kind")
        .filter(pk=episode_id)
        .first()
    )
    return found


def revisions_of(episode: Episode, *, by: Principal) -> list[EpisodeRevision]:
    """Give what it said before, newest first."""
    rows = EpisodeRevision.objects.visible_to(by).filter(episode=episode, undone_at=None)
    return list(rows.order_by("-number"))


def writers(operator_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the names of those who wrote, by id, in one question."""
    people = Operator.objects.filter(pk__in=set(operator_ids)).select_related("user")
    return {one.pk: str(one) for one in people}


@dataclass(frozen=True, slots=True)
class Others:
    """In how many other files he appears; not exact where the policy tells only that he does."""

    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An aggressor of hers with the relation in force, what it was before, and other files."""

    aggressor: Aggressor
    link: AggressorLink
    before: tuple[AggressorLink, ...] = ()
    others: Others | None = None

    @property
    def name(self) -> str:
        """How he is called in this file."""
        return str(self.aggressor.name)

    @property
    def relation_name(self) -> str:
        """What he is to her, in words."""
        return lists().name("relation", self.link.relation)


def aggressors_of(survivor: Survivor, *, by: Principal) -> list[Known]:
    """Give the aggressors her file names, in one question and with all keys opened at once."""
    return _known(survivor, _links(survivor, by))


def aggressors_with_others(survivor: Survivor, *, by: Staff, at: datetime) -> list[Known]:
    """Give them with the number of other files where each appears, never which. Logged.

    Only for those who attend her: a grant, or another centre, is told nothing (issue item 7).
    """
    counted = "(SELECT CASE WHEN exact THEN others ELSE -1 END FROM siivbg_other_files(ARRAY[{}]))"
    column = f"{AggressorLink._meta.db_table}.aggressor_id"
    rows = _links(survivor, by).annotate(others=RawSQL(counted.format(column), []))  # noqa: S611
    found = _known(survivor, rows)
    asked = [one for one in found if one.aggressor.run_digest or one.aggressor.document_digest]
    if asked and not by.case_centres.isdisjoint(survivor.centre_ids):
        record(
            Verb.AGGRESSOR_MATCHED, by=by.actor, at=at, subject=survivor.pk,
            target=Target("survivor", str(survivor.pk)),
            detail={"asked": len(asked), "found": len([one for one in asked if one.others])},
        )  # fmt: skip
    return found


def _links(survivor: Survivor, by: Principal) -> Any:
    rows = AggressorLink.objects.visible_to(by).filter(survivor=survivor)
    return rows.filter(aggressor__withdrawn_at=None).select_related("aggressor").order_by("id")


def _known(survivor: Survivor, rows: Iterable[AggressorLink]) -> list[Known]:
    links = list(rows)
    vault.unlock([survivor.key_id, *(link.aggressor.key_id for link in links)])
    return [
        Known(
            link.aggressor,
            link,
            tuple(old for old in links if old.aggressor_id == link.aggressor_id and old.ended_at),
            _others(getattr(link, "others", None)),
        )
        for link in links
        if link.ended_at is None
    ]


def _others(count: int | None) -> Others | None:
    return Others(abs(count), exact=count > 0) if count else None


def is_her_aggressor(
    survivor_id: UUID, run: Run | None, document: IdentityDocument | None = None
) -> bool:
    """Say whether this RUN or document is that of an aggressor named in her file (law DP-44)."""
    digests = [
        run_digest(run) if run else None,
        document_digest(document) if document and document.lookup_key else None,
    ]
    return _asked("siivbg_is_her_aggressor(%s, %s, %s)", [survivor_id, *digests])


def has_sexual_episode(survivor_id: UUID) -> bool:
    """Say whether her file tells of sexual violence: who she is is then reserved (law VG-17)."""
    return _asked("siivbg_has_sexual_episode(%s)", [survivor_id])


def is_minor_sexual(survivor: Survivor, on: date) -> bool:
    """Say whether she is under 18 and suffered sexual violence: that cannot be waived (DP-45)."""
    born = survivor.birth_date
    return born is not None and age_on(born, on) < ADULT and has_sexual_episode(survivor.pk)


def _asked(call: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", values)
        row = cursor.fetchone()
    return bool(row and row[0])


def notes_about(aggressor: Aggressor, *, by: Staff) -> list[BackgroundNote]:
    """Give the notes in time for cases of one's own centre, without opening any."""
    rows = BackgroundNote.objects.changeable_by(by).filter(aggressor=aggressor)
    now = rows.filter(expires_on__gte=localdate()).select_related("institution")
    return list(now.defer("text").order_by("-id"))


def open_case_of(survivor: Survivor, *, by: Staff) -> Case | None:
    """Give her open case in one of the asker's centres, the newest."""
    rows = Case.objects.changeable_by(by).filter(survivor=survivor, closed_at=None)
    mine = rows.filter(centre_id__in=sorted(by.case_centres))
    found: Case | None = mine.order_by("-opened_at").first()
    return found
