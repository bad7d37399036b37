"""Reads for the authorisations tab: what is in force, what happened, what waits, who is close."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from casework.access.principals import Principal
from casework.attachments.queries import names_of
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors.models import RelatedPerson, Survivor
from casework.survivors.queries import related_to

from .queries import decisions_of, texts_in_force
from .record_models import ConsentRecord, Kind, Lack, RelatedAnswer
from .rules import Decided, in_force
from .text_models import ConsentItem

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
    asked = ConsentItem.objects.filter(text__in=texts_in_force())
    pairs = dict.fromkeys(asked.values_list("purpose_id", "recipient_id"))
    purposes = dict(SharingPurpose.objects.values_list("code", "name"))
    recipients = dict(RecipientClass.objects.values_list("code", "name"))
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


def history(survivor: Survivor, *, by: Principal) -> list[Past]:
    """Give everything she signed, newest first, in a handful of questions."""
    rows = list(records_of(survivor, by=by).prefetch_related("confirmations"))
    names = names_of(row.assisted_by for row in rows)
    current = _latest(rows)
    return [
        Past(row, names.get(row.assisted_by, ""), row.lacks() if row.pk in current else [])
        for row in rows
    ]


def _latest(newest_first: list[ConsentRecord]) -> set[UUID]:
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
    answers = {
        answer.related_id: answer
        for answer in RelatedAnswer.objects.filter(survivor=survivor).order_by("at", "id")
    }
    return [
        Close(person, answer.given if answer else None, answer.at if answer else None)
        for person in related_to(survivor)
        for answer in [answers.get(person.pk)]
    ]
