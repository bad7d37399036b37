"""Writes on the waiting list: entering, reviewing, offering, moving up, leaving. All by a person.

A place opens by itself when a case enters stage S2 and closes when it leaves it; nobody takes a
woman out of the list otherwise. Each act is a row of her list, an event in the log and, where
somebody has to look again, a task.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.levels import Level
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.clocks import Unit, due, end_of
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_actions import NotNow, add_task, settle
from casework.cases.task_rules import check_reason
from casework.territory.validity import chilean_day

from .known import known_factors
from .models import Factor, WaitingEntry, WaitingEvent, WaitingRule
from .rules import REVIEW_EVERY, Weights, weights_problem
from .states import MOVES, WaitingState

Kind, Outcome = WaitingEvent.Kind, WaitingEvent.Outcome
REVIEW, DECIDE = "waiting-review", "waiting-elsewhere"  # kinds of tasks
TARGET = "waiting"
_LEFT_TO = {
    Stage.ENTRY: WaitingState.ENTERED, Stage.DIAGNOSIS: WaitingState.ENTERED,
    Stage.INTERVENTION: WaitingState.ENTERED, Stage.DROPPED_OUT: WaitingState.DROPPED_OUT,
}  # fmt: skip


def on_stage(case: Case, before: Stage | None, after: Stage, by: Staff, at: datetime) -> None:
    """Open her place when the case enters S2, close it when it leaves; in the same transaction."""
    if before == Stage.WAITING:
        entry = WaitingEntry.objects.filter(case=case, left_at=None).first()
        if entry is not None:
            _leave(entry, _LEFT_TO.get(after, WaitingState.LEFT), by=by, at=at)
    if after == Stage.WAITING:
        _enter(case, by=by, at=at)


def _enter(case: Case, *, by: Staff, at: datetime) -> WaitingEntry:
    day = chilean_day(at)
    entry: WaitingEntry = WaitingEntry.objects.create(
        survivor_id=case.survivor_id, key_id=case.key_id, centre_ids=[case.centre_id], case=case,
        centre_id=case.centre_id, entered_at=at, review_by=day + REVIEW_EVERY,
        factors=known_factors(case.survivor, day),
    )  # fmt: skip
    _write(entry, Kind.ENTERED, by, at)
    _ask_review(entry, by, at)
    return entry


@transaction.atomic
def review(
    *, entry: WaitingEntry, why: str, factors: Iterable[str], by: Staff, at: datetime,
    words: str = "",
) -> WaitingEntry:  # fmt: skip
    """Say that somebody looked at her place and what holds now; the next review in 15 days.

    Raises NotNow when she left the list.
    """
    entry = _locked(entry)
    entry.why, entry.factors = why, [code for code in Factor.values if code in set(factors)]
    entry.review_by = chilean_day(at) + REVIEW_EVERY
    entry.save(update_fields=["why", "factors", "review_by", "updated_at"])
    _write(entry, Kind.REVIEWED, by, at, outcome=Outcome.STILL_WAITS, words=words.strip())
    settle(survivor=entry.survivor, kind=REVIEW, target=(TARGET, entry.pk), by=by, at=at)
    _ask_review(entry, by, at)
    return _logged("waiting-reviewed", entry, by, at)


@transaction.atomic
def offer(*, entry: WaitingEntry, place: str, by: Staff, at: datetime, words: str = "") -> None:
    """Write that she was offered a place elsewhere, and wait for her answer. Raises NotNow."""
    entry = _to(_locked(entry), WaitingState.OFFERED)
    _write(entry, Kind.OFFERED, by, at, place=place.strip(), words=words.strip())
    _logged("waiting-offered", entry, by, at)


@transaction.atomic
def answer(
    *, entry: WaitingEntry, accepted: bool, by: Staff, at: datetime, words: str = ""
) -> None:
    """Write her answer to the offer. Who goes elsewhere leaves the list; her case waits for a
    person to decide, and a task says so. Raises NotNow without an open offer.
    """
    entry = _locked(entry)
    if entry.state != WaitingState.OFFERED:
        raise NotNow(_("There is no offer to answer."))
    outcome = Outcome.ACCEPTED if accepted else Outcome.DECLINED
    _write(entry, Kind.ANSWERED, by, at, outcome=outcome, words=words.strip())
    if accepted:
        _leave(entry, WaitingState.ELSEWHERE, by=by, at=at)
        _ask(entry, DECIDE, due(at, 5, Unit.WORKING_DAYS), by, at)
    else:
        _to(entry, WaitingState.WAITING)
    _logged("waiting-answered", entry, by, at)


@transaction.atomic
def move_up(*, entry: WaitingEntry, because: str, by: Staff, at: datetime) -> None:
    """Move her up, with a written reason: only the head of her centre (report I.2 f).

    Raises NotNow for others, without a reason, or when she is up already.
    """
    entry, why = _locked(entry), check_reason(because)
    _check_head(entry, by)
    if entry.raised_at is not None:
        raise NotNow(_("She was moved up already."))
    entry.raised_at, entry.raised_by, entry.raised_because = at, by.operator_id, why
    entry.save(update_fields=["raised_at", "raised_by", "raised_because", "updated_at"])
    _write(entry, Kind.RAISED, by, at, words=why)
    _logged("waiting-raised", entry, by, at)


@transaction.atomic
def back_to_place(*, entry: WaitingEntry, because: str, by: Staff, at: datetime) -> None:
    """Let the rule alone say her place again, with a written reason. Raises NotNow."""
    entry, why = _locked(entry), check_reason(because)
    _check_head(entry, by)
    if entry.raised_at is None:
        raise NotNow(_("The rule alone says her place."))
    entry.raised_at = entry.raised_by = None
    entry.raised_because = ""
    entry.save(update_fields=["raised_at", "raised_by", "raised_because", "updated_at"])
    _write(entry, Kind.LOWERED, by, at, words=why)
    _logged("waiting-lowered", entry, by, at)


@transaction.atomic
def publish_rule(
    *, title: str, weights: dict[str, Any], valid_from: Any, by: Staff, at: datetime,
    proposal: bool = True,
) -> WaitingRule:  # fmt: skip
    """Put other weights in force from a day on. Raises NotNow for weights that would do harm."""
    problem = weights_problem(Weights.of(weights))
    if problem:
        raise NotNow(problem)
    last = WaitingRule.objects.order_by("-version").first()
    rule = WaitingRule.objects.create(
        version=last.version + 1 if last else 1, title=title, weights=weights,
        valid_from=valid_from, proposal=proposal, created_at=at,
    )  # fmt: skip
    record(Verb.TEXT_CHANGED, by=by.actor, at=at, target=Target("waiting_rule", str(rule.pk)),
           detail={"what": "waiting-rule", "version": rule.version})  # fmt: skip
    return rule


def heads(by: Staff, centre_id: int) -> bool:
    """Say whether the operator heads this centre."""
    return any(held.level == Level.N5 and held.centre_id == centre_id for held in by.assignments)


def _check_head(entry: WaitingEntry, by: Staff) -> None:
    if not heads(by, entry.centre_id):
        raise NotNow(_("Only the head of the centre moves somebody in the list."))


def _locked(entry: WaitingEntry) -> WaitingEntry:
    rows = WaitingEntry.objects.select_for_update(of=("self",)).select_related("survivor", "case")
    found: WaitingEntry = rows.get(pk=entry.pk)
    if found.left_at is not None:
        raise NotNow(_("She is no longer in the list."))
    return found


def _to(entry: WaitingEntry, state: WaitingState) -> WaitingEntry:
    if state not in MOVES[WaitingState(entry.state)]:
        raise NotNow(_("Her place in the list does not allow this now."))
    entry.state = state
    entry.save(update_fields=["state", "left_at", "updated_at"])
    return entry


def _leave(entry: WaitingEntry, state: WaitingState, *, by: Staff, at: datetime) -> None:
    entry.left_at = at
    _to(entry, state)
    _write(entry, Kind.LEFT, by, at)
    settle(survivor=entry.survivor, kind=REVIEW, target=(TARGET, entry.pk), by=by, at=at)


def _ask_review(entry: WaitingEntry, by: Staff, at: datetime) -> None:
    _ask(entry, REVIEW, end_of(entry.review_by), by, at)


def _ask(entry: WaitingEntry, kind: str, due_at: datetime, by: Staff, at: datetime) -> None:
    add_task(
        survivor=entry.survivor, centre_id=entry.centre_id, case=entry.case, kind=kind,
        due_at=due_at, target=(TARGET, entry.pk), by=by, at=at,
    )  # fmt: skip


def _write(
    entry: WaitingEntry, kind: WaitingEvent.Kind, by: Staff, at: datetime, **more: Any
) -> None:
    WaitingEvent.objects.create(
        survivor_id=entry.survivor_id, key_id=entry.key_id, centre_ids=list(entry.centre_ids),
        entry=entry, kind=kind, at=at, operator_id=by.operator_id, **more,
    )  # fmt: skip


def _logged(what: str, entry: WaitingEntry, by: Staff, at: datetime) -> WaitingEntry:
    target = Target(TARGET, str(entry.pk))
    record(Verb.CHANGED, by=by.actor, at=at, target=target, subject=entry.survivor_id,
           detail={"what": what})  # fmt: skip
    return entry
