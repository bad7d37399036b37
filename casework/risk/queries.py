"""Reads of risk results: her history, and what is offered at a level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.cases.act_models import ContactTry, Session
from casework.cases.clocks import ClockState, state
from casework.survivors.levels import Level
from casework.survivors.models import Survivor
from casework.survivors.timeline import Kind
from casework.survivors.timeline_models import TrajectoryEvent
from casework.survivors.versions import RISK, Version, address_of, versions_of, with_versions
from casework.territory.validity import chilean_day

from . import beside
from .beside import Beside
from .clocks import contact_by
from .models import LevelClock, RiskResult


@dataclass(frozen=True, slots=True)
class Line:
    """One result of her history. document: whether the asker may open it here.

    versions: what she says of it. say_at: where that is written down.
    """

    result: RiskResult
    level: Level
    current: bool
    stale: bool
    document: bool
    mine: bool
    beside: Beside | None = None
    versions: tuple[Version, ...] = ()
    say_at: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed at a level: by when to reach her, and what to offer her.

    reached_at: when she was first reached since the result, by any team; then no deadline runs.
    tries: those since the result in which she was not, newest first, in words.
    """

    contact_by: datetime
    late: bool
    actions: tuple[str, ...]
    proposal: bool
    reached_at: datetime | None
    tries: tuple[tuple[datetime, str], ...]


def results_of(survivor: Survivor) -> "QuerySet[RiskResult]":
    """Give her results that stand, newest first."""
    standing = RiskResult.objects.filter(survivor=survivor, withdrawn_at=None)
    return standing.order_by("-assessed_at", "-id")


def result_of(survivor: Survivor, result_id: UUID, *, by: Staff) -> RiskResult | None:
    """Give one standing result of hers that the asker's own centre wrote, or None."""
    rows = results_of(survivor).filter(pk=result_id, centre_id__in=by.case_centres)
    return rows.select_related("instrument").first()


def history(survivor: Survivor, *, by: Staff, at: datetime) -> list[Line]:
    """Give her results, newest first; three questions whatever their number."""
    found = with_versions(results_of(survivor), RISK)
    rows = list(found.select_related("instrument", "institution", "centre__kind", "clock"))
    kept = {row.document_id for row in rows if row.document_id}
    seen = Attachment.objects.visible_to(by).filter(pk__in=kept) if kept else ()
    documents = {one.pk for one in seen}
    looked = beside.of([row.pk for row in rows])
    return [
        Line(
            row, Level(row.level), beside=looked.get(row.pk), current=row is rows[0],
            stale=row.valid_until is not None and row.valid_until < at,
            document=row.document_id in documents, mine=row.centre_id in by.case_centres,
            versions=tuple(versions_of(row)), say_at=address_of(survivor.pk, RISK, row.pk),
        )
        for row in rows
    ]  # fmt: skip


def offer_of(result: RiskResult, at: datetime) -> Offer | None:
    """Give what is proposed at a result's level: each level adds to those below it."""
    if result.clock is None:
        return None
    in_force = LevelClock.objects.valid_on(chilean_day(result.assessed_at))
    found = list(in_force.annotate(contacts=_contacts_since(result)))  # both in one question
    rows = {Level(row.level): row for row in found}
    mine = Level(result.level).rank
    upwards = sorted((one for one in rows if one.rank <= mine), key=lambda one: -one.rank)
    first = contact_by(result.clock, result.assessed_at)
    reached_at, tries = _told(found[0].contacts if found else ())
    return Offer(
        first, state(first, reached_at or at) == ClockState.LATE,
        tuple(words for one in upwards for words in rows[one].offers),
        any(rows[one].proposal for one in upwards), reached_at, tries,
    )  # fmt: skip


def _contacts_since(result: RiskResult) -> ArraySubquery:
    """Give the contacts since a result, in order, from her trayecto: it tells of every centre's,
    and none of what was said.
    """
    rows = TrajectoryEvent.objects.filter(
        survivor=result.survivor_id, withdrawn_at=None, at__gte=result.assessed_at,
        code__in=("session", "try"), kind__in=(Kind.SESSION, Kind.CONTACT),
    )  # fmt: skip
    said = JSONObject(at=F("at"), code=F("code"), detail=F("detail"))
    return ArraySubquery(rows.order_by("at").values(one=said))


def _told(
    contacts: Iterable[Mapping[str, Any]],
) -> tuple[datetime | None, tuple[tuple[datetime, str], ...]]:
    """Give when she was first reached, and the tries in vain with what came of each."""
    words = dict(ContactTry.Result.choices)
    reached, vain = [], []
    for one in contacts:
        at, detail = datetime.fromisoformat(one["at"]), one["detail"]
        if _met(one["code"], detail):
            reached.append(at)
        elif one["code"] == "try":
            vain.append((at, str(words.get(detail.get("result"), ""))))
    return (reached[0] if reached else None), tuple(reversed(vain))


def _met(code: str, detail: Mapping[str, Any]) -> bool:
    if code == "session":
        return bool(detail.get("attendance") == Session.Attendance.ATTENDED)
    return bool(detail.get("result") == ContactTry.Result.REACHED)
