"""Writes on referrals. Who she is leaves only through the gate, or because a law says so."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casework.access.crossing import Overtaken
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.clocks import Unit, due, end_of
from casework.cases.task_actions import add_task, settle
from casework.sharing import gate
from casework.sharing.actions import share
from casework.survivors import timeline
from casework.survivors.models import Survivor
from casework.survivors.timeline import Kind
from casework.territory.validity import CHILE, chilean_day

from .choices import Answer, Basis, Direction, ReferralState
from .models import Referral, ReferralUrgency
from .rules import PURPOSE, recipient_of
from .states import MOVES

TASKS = {Direction.OUT: "referral-answer", Direction.IN: "referral-reply"}
OTHER = "other"


class WrongMove(Overtaken):
    """What was asked for does not follow from the state it is in."""


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What is known of a referral when it is made or arrives."""

    direction: str
    on_day: date
    urgency_id: str
    institution_id: str | None = None
    institution_other: str = ""
    contact: str = ""
    reason: str = ""
    basis: str = Basis.NOTHING_SENT
    duty_reason: str = ""
    follow_up_on: date | None = None


def sharing_of(survivor_id: UUID, institution_id: str | None) -> gate.Sharing:
    """Give what is asked of the gate for an institution."""
    return gate.Sharing(survivor_id, recipient_of(institution_id or ""), PURPOSE)


def make_referral(
    *, survivor: Survivor, facts: ReferralFacts, centre_id: int, by: Staff, at: datetime
) -> Referral:
    """Write a referral down. Identifying data are sent only with her agreement or by legal duty.

    Raises sharing.actions.NotShared with the reason; the refusal stays in the log.
    """
    sharing = sharing_of(survivor.pk, facts.institution_id)
    leaves = facts.direction == Direction.OUT and facts.basis == Basis.CONSENT
    if leaves and not gate.may_share(sharing, at=at).allowed:
        # Outside the act's transaction: undoing the act must not undo the log of its refusal.
        share(sharing=sharing, institution=facts.institution_id or OTHER, by=by, at=at)
    return _make(survivor=survivor, facts=facts, centre_id=centre_id, by=by, at=at)


@transaction.atomic
def _make(
    *, survivor: Survivor, facts: ReferralFacts, centre_id: int, by: Staff, at: datetime
) -> Referral:
    referral = Referral.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_id=centre_id, centre_ids=[centre_id],
        recorded_by=by.operator_id, created_at=at, **asdict(facts),
    )  # fmt: skip
    if facts.direction == Direction.OUT:
        _log_leaving(referral, by=by, at=at)
    if referral.follow_up_on is None:
        referral.follow_up_on = chilean_day(answer_due(referral.urgency, facts.on_day))
        referral.save()
    _note(referral, f"referred-{facts.direction}", noon(facts.on_day), by=by)
    _ask(referral, by=by, at=at)
    _log(referral, "referral", by=by, at=at)
    return referral


def _log_leaving(referral: Referral, *, by: Staff, at: datetime) -> None:
    """Write that her data left: through the gate, or because a law orders it."""
    sharing = sharing_of(referral.survivor_id, referral.institution_id)
    institution = referral.institution_id or OTHER
    if referral.basis == Basis.CONSENT:
        share(sharing=sharing, institution=institution, by=by, at=at)
    elif referral.basis == Basis.LEGAL_DUTY:
        record(
            Verb.DATA_SHARED, by=by.actor, at=at, target=Target("institution", institution),
            subject=referral.survivor_id,
            detail={"purpose": PURPOSE, "recipient": sharing.recipient,
                    "institution": institution, "basis": "legal-duty"},
        )  # fmt: skip


@transaction.atomic
def answer_referral(
    *,
    referral: Referral,
    answer: Answer,
    on: date,
    text: str,
    by: Staff,
    at: datetime,
) -> None:
    """Write the answer down; nobody has to ask again. Raises WrongMove."""
    _move(referral, ReferralState.ANSWERED)
    referral.answer, referral.answered_on, referral.answer_text = answer, on, text
    referral.save()
    _settle(referral, by=by, at=at)
    _note(referral, "answered", noon(on), by=by)
    _log(referral, "referral-answered", by=by, at=at)


@transaction.atomic
def postpone(*, referral: Referral, until: date, by: Staff, at: datetime) -> None:
    """Ask again on a later day: somebody tried and there is no answer yet."""
    referral.follow_up_on = until
    referral.save()
    _ask(referral, by=by, at=at)
    _log(referral, "referral-follow-up", by=by, at=at)


@transaction.atomic
def close_referral(*, referral: Referral, ending: str, on: date, by: Staff, at: datetime) -> None:
    """Say what came of it in the end. One that nobody answered says so. Raises WrongMove."""
    _move(referral, ReferralState.CLOSED)
    referral.ending, referral.closed_on = ending, on
    if referral.answer == Answer.PENDING:
        referral.answer = Answer.NONE
    referral.save()
    _settle(referral, by=by, at=at)
    _note(referral, "referral-closed", noon(on), by=by)
    _log(referral, "referral-closed", by=by, at=at)


def answer_due(urgency: ReferralUrgency, on_day: date) -> datetime:
    """Give by when an answer is expected."""
    return due(noon(on_day), urgency.count, Unit(urgency.unit))


def noon(day: date) -> datetime:
    """Give noon of a day in Chile: what has no hour stands in the middle of its day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=CHILE).astimezone(UTC)


def _move(referral: Referral, to: ReferralState) -> None:
    if to not in MOVES[ReferralState(referral.state)]:
        raise WrongMove
    referral.state = to


def _ask(referral: Referral, *, by: Staff, at: datetime) -> None:
    assert referral.follow_up_on is not None
    add_task(
        survivor=referral.survivor, centre_id=referral.centre_id, by=by, at=at,
        kind=TASKS[Direction(referral.direction)], due_at=end_of(referral.follow_up_on),
        target=("referral", referral.pk),
    )  # fmt: skip


def _settle(referral: Referral, *, by: Staff, at: datetime) -> None:
    settle(
        survivor=referral.survivor, kind=TASKS[Direction(referral.direction)],
        target=("referral", referral.pk), by=by, at=at,
    )  # fmt: skip


def _note(referral: Referral, code: str, when: datetime, *, by: Staff) -> None:
    detail: dict[str, Any] = {"institution": referral.institution_id or OTHER}
    if code == "answered":
        detail["answer"] = referral.answer
    if code == "referral-closed":
        detail["ending"] = referral.ending
    timeline.note(
        referral.survivor, Kind.REFERRAL, code, target=("referral", referral.pk), by=by, at=when,
        centre_id=referral.centre_id, detail=detail,
    )  # fmt: skip


def _log(referral: Referral, what: str, *, by: Staff, at: datetime) -> None:
    record(Verb.CHANGED, by=by.actor, at=at, target=Target("referral", str(referral.pk)),
           subject=referral.survivor_id, detail={"what": what})  # fmt: skip
