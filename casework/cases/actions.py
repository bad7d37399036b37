"""Writes on a case: open it, move it, drop out and return. Exit and team have files of their own.

at: when it is written down. happened: when it took place, when that was earlier.
"""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.survivors.actions import NotYourCentre
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day

from . import moves, refusals, rules, states
from .exit_actions import close
from .history_actions import check_moment, locked, log, note_case, step, write_move
from .models import Case, CaseMove, CaseTeam
from .opening import centre_for_case, pinned, programme_of
from .refusals import AlreadyOpen, CentreOver, NotAMove
from .stages import Stage


@transaction.atomic
def open_case(
    *,
    survivor: Survivor,
    centre_id: int,
    by: Staff,
    at: datetime,
    happened: datetime | None = None,
    entry_route: str = "",
    programme: str = "",
    intervention_type: str = "",
) -> Case:
    """Open a case in one's own centre; who is in follow-up there re-enters with a new one.

    programme and intervention_type are codes in force. Raises NotYourCentre, CentreOver (closed,
    or its agreement ended), AlreadyOpen, BadMoment.
    """
    if centre_id not in by.case_centres:
        raise NotYourCentre
    happened = happened or at
    _end_follow_up(survivor, centre_id, by=by, at=at, happened=happened)
    case = _open(
        survivor, centre_id, by=by, at=at, happened=happened, entry_route=entry_route,
        programme=programme, intervention_type=intervention_type,
    )  # fmt: skip
    log("case-opened", case, by=by, at=at)
    return case


def open_on_arrival(survivor: Survivor, centre_id: int, by: Staff, at: datetime) -> None:
    """Open her first case when she is registered or attended anew, so that nobody does it twice.

    Where the centre can open nothing new she is received all the same; her page says why there
    is no case. The arrival's own event in the log witnesses the case as well.
    """
    if Case.objects.filter(survivor=survivor, centre_id=centre_id, closed_at=None).exists():
        return
    known = survivor.entry_route if len(survivor.centre_ids) == 1 else ""
    try:
        _open(survivor, centre_id, by=by, at=at, happened=at, entry_route=known)
    except CentreOver:
        return


def _open(
    survivor: Survivor, centre_id: int, *, by: Staff, at: datetime, happened: datetime,
    entry_route: str, programme: str = "", intervention_type: str = "",
) -> Case:  # fmt: skip
    check_moment(happened, now=at)
    centre = centre_for_case(centre_id, chilean_day(at))
    day, stage = chilean_day(happened), rules.first_stage(entry_route)
    case: Case = Case.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=[centre_id], centre=centre,
        stage=stage, stage_since=happened, opened_at=happened, in_charge=by.operator_id,
        entry_route=entry_route, intervention_type_id=intervention_type or None,
        **pinned(centre, day, programme_of(centre_id, day, programme)),
    )  # fmt: skip
    CaseTeam.objects.create(
        case=case, survivor=survivor, key_id=survivor.key_id, centre_ids=[centre_id],
        operator_id=by.operator_id, role=CaseTeam.Role.IN_CHARGE, from_at=happened,
        written_by=by.operator_id,
    )  # fmt: skip
    write_move(case, None, stage, by=by, at=at, happened=happened)
    note_case(case, by=by)
    moves.tell(case, None, stage, by=by, at=happened)
    return case


def _end_follow_up(
    survivor: Survivor, centre_id: int, *, by: Staff, at: datetime, happened: datetime
) -> None:
    rows = Case.objects.select_for_update(of=("self",))
    before = rows.filter(survivor=survivor, centre_id=centre_id, closed_at=None).first()
    if before is None:
        return
    if before.stage not in {Stage.EXIT, Stage.FOLLOW_UP}:
        raise AlreadyOpen(refusals.ALREADY_OPEN)
    close(before, by=by, at=at, happened=happened)


@transaction.atomic
def move(
    *, case: Case, to: Stage, by: Staff, at: datetime, happened: datetime | None = None,
    reason: str = "",
) -> Case:  # fmt: skip
    """Move a case to a stage that follows. Dropping out, returning and leaving have their own act.

    Raises NotAMove (with words) when the table does not have it or somebody moved it meanwhile,
    BadMoment.
    """
    case = locked(case)
    if to not in states.plain_moves(case.stage):
        raise NotAMove(refusals.IN_EXIT if to == Stage.EXIT else refusals.NOT_A_MOVE)
    if to == Stage.CLOSED:
        close(case, by=by, at=at, happened=happened or at)
    else:
        step(case, to, by=by, at=at, happened=happened or at, reason=reason)
    log("case-moved", case, by=by, at=at)
    return case


@transaction.atomic
def drop_out(
    *, case: Case, by: Staff, at: datetime, happened: datetime | None = None, reason: str = ""
) -> Case:
    """Write that she stopped coming. The case stays open for her. Raises NotAMove, BadMoment."""
    case = locked(case)
    step(case, Stage.DROPPED_OUT, by=by, at=at, happened=happened or at, reason=reason)
    log("case-dropped", case, by=by, at=at)
    return case


@transaction.atomic
def return_(
    *, case: Case, by: Staff, at: datetime, to: Stage | None = None,
    happened: datetime | None = None, reason: str = "",
) -> Case:  # fmt: skip
    """Write that she came back: to the stage she left, unless another is said.

    Raises NotAMove when she had not dropped out, BadMoment, CentreOver.
    """
    case = locked(case)
    if case.stage != Stage.DROPPED_OUT or to == Stage.EXIT:
        raise NotAMove(refusals.NOT_A_MOVE)
    centre_for_case(case.centre_id, chilean_day(at))
    back = to or stage_left(case)
    step(case, back, by=by, at=at, happened=happened or at, reason=reason)
    log("case-returned", case, by=by, at=at)
    return case


def stage_left(case: Case) -> Stage:
    """Give the stage she was in when she dropped out."""
    rows = CaseMove.objects.filter(case=case, after=Stage.DROPPED_OUT, withdrawn_at=None)
    last = rows.order_by("-id").values_list("before", flat=True).first()
    return Stage(last or Stage.ORIENTATION)
