"""A case prepared for its page: steps, buttons allowed now, words of codes, what can be undone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone

from casework.survivors.choices import Channel
from casework.survivors.versions import CASE, SESSION, TRY, address_of, general_of, versions_of

from . import rules, states
from .act_models import ContactTry, FollowUp, Session
from .models import Case, CaseAct, CaseTeam
from .queries import Rows, Whole
from .stages import Stage

_KINDS: dict[type[CaseAct], str] = {Session: SESSION, ContactTry: TRY}
LATEST = 5  # sessions on the page of a case: it must stay short on a phone
STEPS = [stage for stage in Stage if stage not in {Stage.DROPPED_OUT, Stage.CLOSED}]
_RESULT_TONES = {
    FollowUp.Result.WELL: "success",
    FollowUp.Result.NEW_FACTS: "danger",
    FollowUp.Result.REENTRY: "warning",
    FollowUp.Result.UNREACHABLE: "warning",
    FollowUp.Result.DECLINED: "neutral",
}


def left(case: Case) -> bool:
    """Say whether she left this case: who comes back has a new one."""
    return case.stage in {Stage.EXIT, Stage.FOLLOW_UP, Stage.CLOSED}


def page_of(whole: Whole, *, by: UUID, now: datetime, may_write: bool) -> dict[str, Any]:
    """Give what the page of a case shows besides the case."""
    case = whole.case
    return {
        "steps": [stage.label for stage in STEPS],
        "step": _step(whole),
        "plain_moves": states.plain_moves(case.stage) if may_write else [],
        "may_drop": may_write and states.may_move(case.stage, Stage.DROPPED_OUT),
        "may_exit": may_write and states.may_move(case.stage, Stage.EXIT),
        "may_return": may_write and case.stage == Stage.DROPPED_OUT,
        "may_act": may_write and case.stage not in {Stage.DROPPED_OUT, Stage.CLOSED},
        "may_try": may_write and case.stage != Stage.CLOSED,
        "in_charge": whole.names.get(case.in_charge) if case.in_charge else "",
        "takes_charge": may_write and case.in_charge != by and case.stage != Stage.CLOSED,
        "moves": _moves(whole),
        "last_undo": _last_undo(whole, by, now),
        "team": [_member(row, whole.names) for row in whole.team],
        **versions_beside(case, may_write=may_write),
        "sessions": named(whole.sessions[:LATEST], whole.names, by=by, now=now),
        "tries": [_try(row, whole.names, by, now) for row in whole.tries],
        "follow_ups": [_follow_up(row) for row in whole.follow_ups],
        "unmet": [{**row, "undo": _undoable(row, by, now)} for row in whole.unmet],
    }


def versions_beside(case: Case, *, may_write: bool) -> dict[str, Any]:
    """Give what she says of all sessions and of how the case ended, and where that is written."""
    return {
        "hers": general_of([case]), "case_versions": versions_of(case),
        "case_say_at": address_of(case.survivor_id, CASE, case.pk) if may_write else "",
    }  # fmt: skip


def _step(whole: Whole) -> int:
    """Give her place among the steps; who dropped out stays where she left."""
    stage = whole.case.stage
    if stage == Stage.DROPPED_OUT:
        last = [row["before"] for row in whole.moves if row["after"] == Stage.DROPPED_OUT]
        stage = last[0] if last else Stage.CONTACT
    return len(STEPS) + 1 if stage == Stage.CLOSED else STEPS.index(Stage(stage)) + 1


def _undoable(row: dict[str, Any], by: UUID, now: datetime) -> bool:
    return rules.slip_trouble(row["written_at"], row["operator_id"], by=by, now=now) is None


def _moves(whole: Whole) -> Rows:
    """Give the history in words, newest first."""
    return [
        {**row, "words": Stage(row["after"]).label, "who": whole.names.get(row["operator_id"])}
        for row in whole.moves
    ]


def _last_undo(whole: Whole, by: UUID, now: datetime) -> UUID | None:
    """Give the last move while it may be taken back; the opening never."""
    last: dict[str, Any] | None = whole.moves[0] if whole.moves else None
    if last is None or not last["before"] or not _undoable(last, by, now):
        return None
    return UUID(str(last["id"]))


def _member(row: dict[str, Any], names: dict[UUID, str]) -> dict[str, Any]:
    role = _label(CaseTeam.Role, row["role"])
    return {
        **row, "words": role, "who": names.get(row["operator_id"]),
        "may_leave": row["to_at"] is None and row["role"] != CaseTeam.Role.IN_CHARGE,
    }  # fmt: skip


def _try(row: dict[str, Any], names: dict[UUID, str], by: UUID, now: datetime) -> dict[str, Any]:
    return {
        **row, "undo": _undoable(row, by, now), "who": names.get(row["operator_id"]),
        "words": _label(Channel, row["channel"]), "came": _label(ContactTry.Result, row["result"]),
        "tone": "success" if row["result"] == ContactTry.Result.REACHED else "warning",
    }  # fmt: skip


def _follow_up(row: dict[str, Any]) -> dict[str, Any]:
    words = _label(FollowUp.Result, row["result"]) if row["result"] else ""
    late = row["done_at"] is None and row["due_on"] < timezone.localdate()
    return {**row, "words": words, "late": late, "tone": _RESULT_TONES.get(row["result"], "info")}


def named(
    acts: Iterable[CaseAct], names: dict[UUID, str], *, by: UUID | None = None,
    now: datetime | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Give acts with who wrote them and whether the asker may still take them back."""
    return [
        {
            "act": one, "who": names.get(one.operator_id), "versions": versions_of(one),
            "say_at": address_of(one.survivor_id, _KINDS[type(one)], one.pk),
            "undo": by is not None and now is not None
            and rules.slip_trouble(one.written_at, one.operator_id, by=by, now=now) is None,
        }
        for one in acts
    ]  # fmt: skip


def _label(choices: type[TextChoices], code: str) -> str:
    return str(choices(code).label)
