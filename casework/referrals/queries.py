"""Reads of referrals. What is not the asker's is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.access.principals import Principal
from casework.sharing import gate
from casework.survivors.models import Survivor
from casework.territory.models import Institution

from .actions import sharing_of
from .choices import Answer, ReferralState
from .models import Referral
from .rules import waiting_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """A referral in the list, with how long it waits for an answer."""

    row: Referral
    waits: str
    late: bool

    @property
    def name(self) -> str:
        """The institution."""
        return str(self.row.institution or self.row.institution_other)


def line_of(row: Referral, today: date) -> Line:
    """Give a referral with how long it has waited."""
    waiting = row.state == ReferralState.RECORDED and row.answer == Answer.PENDING
    words = waiting_in_words(row.on_day, today) if waiting else ""
    return Line(row, words, waiting and row.follow_up_on is not None and row.follow_up_on < today)


def referrals_of(survivor: Survivor, *, by: Principal, today: date) -> list[Line]:
    """Give her referrals in the asker's centres, unanswered ones first."""
    rows = Referral.objects.visible_to(by).filter(survivor=survivor)
    found = rows.select_related("institution", "urgency").order_by("-on_day", "-id")
    return sorted((line_of(row, today) for row in found), key=lambda line: not line.waits)


def referral_of(survivor: Survivor, referral_id: UUID, *, by: Principal) -> Referral | None:
    """Give one referral of hers, or None."""
    rows = Referral.objects.visible_to(by).filter(survivor=survivor, pk=referral_id)
    found: Referral | None = rows.select_related("institution", "urgency", "centre").first()
    return found


@dataclass(frozen=True, slots=True)
class Leave:
    """Whether her data may go to some institutions, and why not."""

    allowed: bool
    names: tuple[str, ...]
    reason: str


def leaves_of(
    survivor: Survivor, institutions: Iterable[Institution], *, at: datetime
) -> list[Leave]:
    """Say to which institutions her data may go, gathered by the gate's answer."""
    gathered: dict[tuple[bool, str], list[str]] = {}
    asked = {one.name: sharing_of(survivor.pk, one.pk) for one in institutions}
    answers = gate.answers(asked.values(), at=at)
    for name, sharing in asked.items():
        answer = answers[sharing]
        gathered.setdefault((answer.allowed, str(answer.reason)), []).append(name)
    return [
        Leave(allowed, tuple(names), reason)
        for (allowed, reason), names in sorted(gathered.items(), key=lambda item: not item[0][0])
    ]
