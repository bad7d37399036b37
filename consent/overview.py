"""Reads for the authorisations tab: what is in force, what happened, what waits, who is close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from casework.access.principals import Principal
from casework.attachments.queries import names_of
from casework.identity import carried
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors.models import RelatedPerson, Survivor
from casework.survivors.queries import close_to
from casework.territory.listed import names

from .queries import asked_pairs, brought_for, decisions_of
from .record_models import ConsentConfirmation, ConsentRecord, Kind, Lack, RelatedAnswer
from .rules import Decided, in_force

NOT_ASKED = (gettext_lazy("not asked"), "clock", "neutral")
YES = (gettext_lazy("agrees"), "check", "success")
NO = (gettext_lazy("does not agree"), "cross", "neutral")
UNCONFIRMED = (gettext_lazy("agrees, to be confirmed"), "clock", "warning")
UNPROVEN = (gettext_lazy("agrees, papers missing"), "alert", "warning")


@dataclass(frozen=True, slots=True)
class Line:
    """One use and recipient, and what she says about it now."""

    purpose: str
    recipient: str
    word: str | Promise
    icon: str
    tone: str
    since: datetime | None


def now(survivor_id: UUID, *, at: datetime) -> list[Line]:
    """Give her answer in force for each purpose and recipient, asked or not (law DP-20)."""
    decided = in_force(decisions_of(survivor_id, until=at))
    pairs = asked_pairs()
    purposes, recipients = names(SharingPurpose.objects.all()), names(RecipientClass.objects.all())
    return [
        Line(purposes[pair[0]], recipients[pair[1]], *_state(found), found.at if found else None)
        for pair in pairs | dict.fromkeys(decided)
        for found in [decided.get(pair)]
    ]


def _state(found: Decided | None) -> tuple[str | Promise, str, str]:
    if found is None:
        return NOT_ASKED
    if not found.given:
        return NO
    if found.awaits_confirmation:
        return UNCONFIRMED
    return UNPROVEN if found.lacks_proof else YES


@dataclass(frozen=True, slots=True)
class Past:
    """One act of hers, with whoever was at her side, and what it still lacks."""

    record: ConsentRecord
    assisted_by: str
    lacks: list[Lack]

    @property
    def signed_before(self) -> date | None:
        """The date on the paper, when it was registered another day."""
        same = self.record.signed_on == timezone.localdate(self.record.at)
        return None if same else self.record.signed_on


def records_of(survivor: Survivor, *, by: Principal) -> "QuerySet[ConsentRecord]":
    """Give what she signed, as far as the asker may see it, newest first."""
    rows: QuerySet[ConsentRecord] = ConsentRecord.objects.visible_to(by).filter(survivor=survivor)
    return rows.select_related("text", "representative", "attachment").order_by("-at", "-id")


def record_of(
    survivor: Survivor, record_id: UUID, *, by: Principal
) -> tuple[ConsentRecord, list[ConsentConfirmation]] | None:
    """Give one record of hers with what it lacked and was brought, in one query; None: not there.

    Raises nothing for somebody else's record: it is as if it were not there.
    """
    brought = ConsentConfirmation.objects.filter(record=OuterRef("pk")).order_by("at", "id")
    rows = records_of(survivor, by=by).annotate(confirmed=carried.rows(brought))
    found = rows.filter(pk=record_id).first()
    if found is None:
        return None
    confirmed = found.confirmed
    return found, [carried.made(ConsentConfirmation, one) for one in confirmed]


def history(survivor: Survivor, *, by: Principal) -> list[Past]:
    """Give everything she signed, newest first, in two questions."""
    rows = list(records_of(survivor, by=by).annotate(brought=brought_for("pk")))
    people = names_of(row.assisted_by for row in rows)
    current = _latest(rows)
    return [
        Past(
            row, people.get(row.assisted_by, ""),
            row.lacks(row.brought) if row.pk in current else [],
        )
        for row in rows
    ]  # fmt: skip


def _latest(newest_first: Sequence[ConsentRecord]) -> set[UUID]:
    """Give the last answer to each text: what an earlier one lacked does not matter any more."""
    latest: dict[str, UUID] = {}
    for row in newest_first:
        if row.kind == Kind.DECISION:
            latest.setdefault(row.text.code, row.pk)
    return set(latest.values())


@dataclass(frozen=True, slots=True)
class Close:
    """Somebody close to her and whether they agreed to be in the file; None: not asked."""

    person: RelatedPerson
    agreed: bool | None
    at: datetime | None


def people(survivor: Survivor) -> list[Close]:
    """Give who is close to her with their last answer (report II.7, function 8)."""
    given = RelatedAnswer.objects.filter(related=OuterRef("pk")).order_by("-at", "-id")
    rows = close_to(survivor).annotate(
        agreed=Subquery(given.values("given")[:1]), answered_at=Subquery(given.values("at")[:1])
    )
    return [Close(row, row.agreed, row.answered_at) for row in rows]
