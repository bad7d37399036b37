"""Reads of risk results: her history, and what is offered at a level."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.cases.clocks import ClockState, state
from casework.survivors.levels import Level
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day

from .clocks import contact_by
from .models import LevelClock, RiskResult


@dataclass(frozen=True, slots=True)
class Line:
    """One result of her history. document: whether the asker may open it here."""

    result: RiskResult
    level: Level
    current: bool
    stale: bool
    document: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed at a level: by when to reach her, and what to offer her."""

    contact_by: datetime
    late: bool
    actions: tuple[str, ...]
    proposal: bool


def results_of(survivor: Survivor) -> "QuerySet[RiskResult]":
    """Give her results that stand, newest first."""
    standing = RiskResult.objects.filter(survivor=survivor, withdrawn_at=None)
    return standing.order_by("-assessed_at", "-id")


def result_of(survivor: Survivor, result_id: UUID, *, by: Staff) -> RiskResult | None:
    """Give one standing result of hers that the asker's own centre wrote, or None."""
    rows = results_of(survivor).filter(pk=result_id, centre_id__in=by.case_centres)
    return rows.select_related("instrument").first()


def history(survivor: Survivor, *, by: Staff, at: datetime) -> list[Line]:
    """Give her results, newest first; two questions whatever their number."""
    rows = list(
        results_of(survivor).select_related("instrument", "institution", "centre__kind", "clock")
    )
    kept = {row.document_id for row in rows if row.document_id}
    seen = Attachment.objects.visible_to(by).filter(pk__in=kept) if kept else ()
    documents = {one.pk for one in seen}
    return [
        Line(
            row, Level(row.level), current=row is rows[0],
            stale=row.valid_until is not None and row.valid_until < at,
            document=row.document_id in documents, mine=row.centre_id in by.case_centres,
        )
        for row in rows
    ]  # fmt: skip


def offer_of(result: RiskResult, at: datetime) -> Offer | None:
    """Give what is proposed at a result's level: each level adds to those below it."""
    if result.clock is None:
        return None
    in_force = LevelClock.objects.valid_on(chilean_day(result.assessed_at))
    rows = {Level(row.level): row for row in in_force}
    mine = Level(result.level).rank
    upwards = sorted((one for one in rows if one.rank <= mine), key=lambda one: -one.rank)
    first = contact_by(result.clock, result.assessed_at)
    return Offer(
        first, state(first, at) == ClockState.LATE,
        tuple(words for one in upwards for words in rows[one].offers),
        any(rows[one].proposal for one in upwards),
    )  # fmt: skip
