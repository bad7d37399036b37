"""The inside of every move: one row of history, her trayecto, and everybody who must know."""

from datetime import datetime
from uuid import UUID

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.survivors import timeline
from casework.survivors.timeline import Kind
from casework.territory.validity import chilean_day

from . import moves, refusals, rules, states
from .models import Case, CaseAct, CaseMove
from .refusals import BadMoment, NotAMove
from .stages import Stage


def locked(case: Case) -> Case:
    """Read the case anew and keep it from others until the end of the transaction."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update(of=("self",)))
    return case


def check_moment(happened: datetime, *, now: datetime, after: datetime | None = None) -> datetime:
    """Give the moment to write. Raises BadMoment for what has not happened, or came before."""
    trouble = rules.moment_trouble(happened, now=now, after=after)
    if trouble:
        raise BadMoment(trouble)
    return max(happened, after) if after else happened


def step(
    case: Case, after: Stage, *, by: Staff, at: datetime, happened: datetime, reason: str = ""
) -> CaseMove:
    """Move a locked case: the table says whether it may. Raises NotAMove, BadMoment."""
    before = Stage(case.stage)
    if not states.may_move(before, after):
        raise NotAMove(refusals.NOT_A_MOVE)
    happened = check_moment(happened, now=at, after=case.stage_since)
    case.stage, case.stage_since = after, happened
    case.closed_at = happened if after == Stage.CLOSED else None
    case.save()
    move = write_move(case, before, after, by=by, at=at, happened=happened, reason=reason)
    timeline.note(
        case.survivor, Kind.CASE, "moved", target=("case_move", move.pk), by=by, at=happened,
        centre_id=case.centre_id, detail={"before": before.value, "after": after.value},
    )  # fmt: skip
    note_case(case, by=by)
    moves.tell(case, before, after, by=by, at=happened)
    return move


def write_move(
    case: Case, before: Stage | None, after: Stage, *,
    by: Staff, at: datetime, happened: datetime, reason: str = "",
) -> CaseMove:  # fmt: skip
    """Add a row to the history."""
    made: CaseMove = CaseMove.objects.create(
        before=before or "", after=after, reason=reason, **act_of(case, by, at, happened)
    )
    return made


def act_of(case: Case, by: Staff, at: datetime, happened: datetime) -> dict[str, object]:
    """Give the columns of anything written down in a case: the centre's own."""
    return {
        "case": case, "survivor_id": case.survivor_id, "key_id": case.key_id,
        "centre_ids": [case.centre_id], "at": happened, "written_at": at,
        "operator_id": by.operator_id,
    }  # fmt: skip


def note_case(case: Case, *, by: Staff) -> None:
    """Write the line of her trayecto that tells every centre where this case stands."""
    day = chilean_day(case.closed_at) if case.closed_at else None
    timeline.note(
        case.survivor, Kind.CASE, "case", target=("case", case.pk), by=by, at=case.opened_at,
        until=day, centre_id=case.centre_id,
        detail={
            "stage": case.stage,
            "since": chilean_day(case.stage_since).isoformat(),
            "exit": case.exit_reason_id,
            "in_charge": str(case.in_charge) if case.in_charge else None,
        },
    )  # fmt: skip


def log(what: str, case: Case, *, by: Staff, at: datetime, target: UUID | None = None) -> None:
    """Write the audit row: she reads that something in her file was changed."""
    thing = Target("case", str(target or case.pk))
    record(
        Verb.CHANGED, by=by.actor, at=at, target=thing, subject=case.survivor_id,
        detail={"what": what},
    )  # fmt: skip


def take_back(row: CaseAct, slip: str, *, by: Staff, at: datetime) -> None:
    """Mark a row as a slip. Raises TooLate when it is another's, old, or taken back already."""
    trouble = rules.slip_trouble(row.written_at, row.operator_id, by=by.operator_id, now=at)
    if trouble or row.withdrawn_at:
        raise refusals.TooLate(trouble or refusals.TOO_LATE)
    row.withdrawn_at, row.withdrawn_reason = at, slip
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
