"""Slips taken back by their writer in the first minutes: a session, a try, a request, a move."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.survivors import timeline

from . import moves, refusals
from .act_models import ContactTry, FollowUp, Session, UnmetRequest
from .history_actions import locked, log, note_case, take_back
from .models import Case, CaseMove
from .refusals import TooLate
from .stages import Stage
from .states import ACTIVE

Act = Session | ContactTry | UnmetRequest
TARGETS: dict[type[Act], str] = {
    Session: "session",
    ContactTry: "contact_try",
    UnmetRequest: "unmet_request",
}


@transaction.atomic
def undo_act(*, act: Act, slip: str, by: Staff, at: datetime) -> None:
    """Take back what was written by mistake; its line leaves her trayecto.

    slip: a code of `Slip`. Raises TooLate: another's, older than 15 minutes, or taken back.
    """
    take_back(act, slip, by=by, at=at)
    timeline.withdraw(act.survivor, target=(TARGETS[type(act)], act.pk), at=at)
    log("slip", act.case, by=by, at=at, target=act.pk)


@transaction.atomic
def undo_move(*, move: CaseMove, slip: str, by: Staff, at: datetime) -> Case:
    """Take back the last move of a case: it stands again where it stood, since then.

    Raises TooLate also for the opening itself and for a move that others followed.
    """
    case = locked(move.case)
    rows = CaseMove.objects.filter(case=case, withdrawn_at=None).order_by("-id")
    last = list(rows[:2])
    if len(last) < 2 or last[0].pk != move.pk:
        raise TooLate(refusals.NOT_LAST)
    take_back(move, slip, by=by, at=at)
    after = Stage(case.stage)
    _stand_again(case, Stage(move.before), last[1].at, at)
    timeline.withdraw(case.survivor, target=("case_move", move.pk), at=at)
    note_case(case, by=by)
    log("slip", case, by=by, at=at, target=move.pk)
    moves.tell(case, after, Stage(case.stage), by=by, at=case.stage_since)
    return case


def _stand_again(case: Case, stage: Stage, since: datetime, at: datetime) -> None:
    case.stage, case.stage_since, case.closed_at = stage, since, None
    if stage in {*ACTIVE, Stage.DROPPED_OUT}:
        case.exit_reason, case.exited_at, case.exit_note = None, None, None
        FollowUp.objects.filter(case=case, cancelled_at=None, done_at=None).update(cancelled_at=at)
    else:
        _call_follow_ups_again(case)
    case.save()


def _call_follow_ups_again(case: Case) -> None:
    """The close that called them off was the slip."""
    done = FollowUp.objects.filter(case=case, cancelled_at=None).values("months")
    off = FollowUp.objects.filter(case=case, done_at=None).exclude(cancelled_at=None)
    off.exclude(months__in=done).update(cancelled_at=None)
