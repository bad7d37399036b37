"""How a case ends: the exit with its reason, the follow-ups after it, the close (domain.md 2.4)."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.survivors import timeline
from casework.survivors.doings import Doing, done
from casework.survivors.timeline import Kind
from casework.territory.validity import chilean_day

from . import refusals, rules
from .act_models import ContactTry, FollowUp
from .catalogue import ExitReason
from .history_actions import check_moment, locked, log, step
from .models import Case
from .refusals import CaseRefused, NotAMove
from .stages import Stage


@transaction.atomic
def exit_case(
    *, case: Case, reason: ExitReason, by: Staff, at: datetime, happened: datetime | None = None,
    note: str = "",
) -> Case:  # fmt: skip
    """End the attention and schedule the follow-ups at 3, 6 and 12 months.

    A reason that is not followed up (she died, a duplicate) closes the case at once. Raises
    NotAMove, BadMoment, CaseRefused when the reason asks for tries nobody made.
    """
    case, happened = locked(case), happened or at
    if reason.needs_tries and _unreached(case) < rules.UNREACHABLE_FLAG:
        raise CaseRefused(refusals.NEEDS_TRIES)
    happened = check_moment(happened, now=at, after=case.stage_since)
    case.exit_reason, case.exited_at, case.exit_note = reason, happened, note or None
    step(case, Stage.EXIT, by=by, at=at, happened=happened)
    if reason.followed:
        _schedule(case, happened)
    else:
        step(case, Stage.CLOSED, by=by, at=at, happened=happened)
    log("case-exit", case, by=by, at=at)
    return case


def _unreached(case: Case) -> int:
    rows = ContactTry.objects.filter(case=case, withdrawn_at=None)
    return int(rows.exclude(result=ContactTry.Result.REACHED).count())


def _schedule(case: Case, exited: datetime) -> None:
    for months in rules.FOLLOW_UP_MONTHS:
        FollowUp.objects.create(
            case=case, survivor_id=case.survivor_id, key_id=case.key_id,
            centre_ids=[case.centre_id], months=months,
            due_on=rules.months_after(chilean_day(exited), months),
        )  # fmt: skip


@transaction.atomic
def record_follow_up(
    *, follow_up: FollowUp, result: str, by: Staff, at: datetime,
    happened: datetime | None = None, note: str = "",
) -> FollowUp:  # fmt: skip
    """Write how she is some months later. The first one brings the case to its follow-up stage.

    Raises NotAMove when it was written already or the case is closed, BadMoment.
    """
    case, happened = locked(follow_up.case), happened or at
    follow_up.refresh_from_db(from_queryset=FollowUp.objects.select_for_update(of=("self",)))
    if follow_up.done_at or follow_up.cancelled_at or case.stage == Stage.CLOSED:
        raise NotAMove(refusals.NOT_A_MOVE)
    happened = check_moment(happened, now=at, after=case.exited_at)
    if case.stage == Stage.EXIT:
        step(case, Stage.FOLLOW_UP, by=by, at=at, happened=happened)
    follow_up.done_at, follow_up.done_by, follow_up.written_at = happened, by.operator_id, at
    follow_up.result, follow_up.note = result, note
    follow_up.save()
    timeline.note(
        case.survivor, Kind.CASE, "follow-up", target=("follow_up", follow_up.pk), by=by,
        at=happened, centre_id=case.centre_id,
        detail={"months": follow_up.months, "result": result},
    )  # fmt: skip
    log("follow-up", case, by=by, at=at, target=follow_up.pk)
    done(case.survivor, Doing.FOLLOW_UP, by=by, at=at)
    return follow_up


def close(case: Case, *, by: Staff, at: datetime, happened: datetime) -> None:
    """Close a locked case; what was still to be followed up is called off."""
    pending = FollowUp.objects.filter(case=case, done_at=None, cancelled_at=None)
    pending.update(cancelled_at=at)
    step(case, Stage.CLOSED, by=by, at=at, happened=happened)
