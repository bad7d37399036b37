"""Reads of cases: her history in every centre, and all of one case in few questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from casework.access.models import Operator
from casework.access.principals import Principal
from casework.survivors.models import Survivor
from casework.survivors.timeline_models import TrajectoryEvent
from casework.survivors.versions import CASE, SESSION, TRY, with_versions
from casework.territory.models import Programme
from casework.territory.validity import chilean_day

from . import rules
from .act_models import ContactTry, FollowUp, Session, UnmetRequest
from .models import Case, CaseMove, CaseTeam
from .opening import kind_on, programme_of
from .stages import Stage

SHOWN = 10  # of each kind of act on the page of a case; the rest has a page of its own


def case_of(
    survivor: Survivor, case_id: UUID, *, by: Principal, with_rows: bool = False
) -> Case | None:
    """Give one case of hers that the asker may see, or None: not hers is not there.

    with_rows: bring in the same question what `whole` needs.
    """
    rows = with_versions(Case.objects.visible_to(by).filter(survivor=survivor, pk=case_id), CASE)
    if with_rows:
        rows = rows.annotate(**{f"rows_{name}": make() for name, make in _ROWS.items()})
    found: Case | None = rows.select_related(
        "survivor", "centre__kind", "exit_reason", "intervention_type"
    ).first()
    return found


def cases_of(survivor: Survivor, *, by: Principal) -> list[Case]:
    """Give the cases of hers whose detail the asker may see, newest first."""
    rows = Case.objects.visible_to(by).filter(survivor=survivor)
    return list(rows.select_related("centre__kind", "exit_reason").order_by("-opened_at"))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case of another centre, as her trayecto tells it: where, when, its kind and state."""

    centre: str
    kind: str
    opened: datetime
    closed: date | None
    stage: Stage


def elsewhere(survivor: Survivor, *, known: Iterable[UUID]) -> list[Elsewhere]:
    """Give her cases in other centres; one with a secret address is not named (design 4.2)."""
    rows = TrajectoryEvent.objects.filter(
        survivor=survivor, target_kind="case", code="case", withdrawn_at=None
    ).exclude(target_id__in=list(known))
    return [
        Elsewhere(
            centre="" if row.centre.kind.secret else row.centre.name,
            kind="" if row.centre.kind.secret else _kind(row),
            opened=row.at, closed=row.until, stage=Stage(row.detail["stage"]),
        )
        for row in rows.select_related("centre__kind__replaces").order_by("-at")
        if row.centre is not None
    ]  # fmt: skip


def _kind(row: TrajectoryEvent) -> str:
    """The kind of centre as it was called when the case was opened."""
    assert row.centre is not None
    return kind_on(row.centre.kind, chilean_day(row.at)).name


def _array(model: type[Model], order: str, *fields: str, limit: int = 50, **only: Any) -> Any:
    """Give a subquery with the newest rows of a case as objects."""
    rows = model._default_manager.filter(case=OuterRef("pk"), **only).order_by(order)
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in fields}))[:limit])


_STANDING: dict[str, Any] = {"withdrawn_at": None}
_ROWS: dict[str, Callable[[], Any]] = {
    "moves": lambda: _array(
        CaseMove, "-id", "id", "before", "after", "at", "written_at", "operator_id",
        **_STANDING,
    ),
    "team": lambda: _array(CaseTeam, "-from_at", "id", "operator_id", "role", "from_at", "to_at"),
    "tries": lambda: _array(
        ContactTry, "-at", "id", "channel", "result", "at", "written_at", "operator_id",
        "against_rule", limit=SHOWN, **_STANDING,
    ),
    "follow_ups": lambda: _array(
        FollowUp, "months", "id", "months", "due_on", "done_at", "result", cancelled_at=None
    ),
    "unmet": lambda: _array(
        UnmetRequest, "-at", "id", "service__name", "given", "at", "written_at", "operator_id",
        limit=SHOWN, **_STANDING,
    ),
}  # fmt: skip

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A case with all that its page shows. missed and unreached: in a row, newest first."""

    case: Case
    moves: Rows
    team: Rows
    tries: Rows
    follow_ups: Rows
    unmet: Rows
    sessions: list[Session]
    names: dict[UUID, str]
    missed: int
    unreached: int

    @property
    def many_missed(self) -> bool:
        """Whether everybody must see it (A06)."""
        return self.missed >= rules.MISSED_FLAG

    @property
    def unreachable(self) -> bool:
        """Whether everybody must see it (A06)."""
        return self.unreached >= rules.UNREACHABLE_FLAG


def whole(case: Case) -> Whole:
    """Give all of a case that came with its rows, in two more questions, however long it is."""
    held = {name: [_read(row) for row in getattr(case, f"rows_{name}")] for name in _ROWS}
    sessions = list(sessions_of(case)[:SHOWN])
    people = {
        row["operator_id"] for found in held.values() for row in found if "operator_id" in row
    }
    people |= {one.operator_id for one in sessions} | {case.in_charge}
    return Whole(
        case=case, sessions=sessions, names=names_of(people),
        missed=_missed(sessions), unreached=_unreached(held["tries"]), **held,
    )  # fmt: skip


def sessions_of(case: Case) -> QuerySet[Session]:
    """Give the sessions of a case that stand, newest first."""
    rows = Session.objects.filter(case=case, withdrawn_at=None).order_by("-at", "-id")
    return with_versions(rows, SESSION, general=False)


def tries_of(case: Case) -> QuerySet[ContactTry]:
    """Give the tries to reach her that stand, newest first."""
    rows = ContactTry.objects.filter(case=case, withdrawn_at=None).order_by("-at", "-id")
    return with_versions(rows, TRY, general=False)


def _missed(sessions: Iterable[Session]) -> int:
    kinds = Session.Attendance
    return rules.in_a_row(
        (one.attendance for one in sessions),
        counted={kinds.MISSED, kinds.MISSED_NOTICE}, ends={kinds.ATTENDED},
    )  # fmt: skip


def _unreached(tries: Rows) -> int:
    results = ContactTry.Result
    return rules.in_a_row(
        (row["result"] for row in tries),
        counted=set(results.values) - {results.REACHED}, ends={results.REACHED},
    )  # fmt: skip


def names_of(operator_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Give the names of operators by id, in one question."""
    ids = {one for one in operator_ids if one is not None}
    people = Operator.objects.filter(pk__in=ids).select_related("user")
    return {one.pk: one.user.get_full_name() for one in people}


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Turn the texts of a JSON object back into what they were."""
    return {name.replace("__", "_"): _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("_at") or name == "at":
        return datetime.fromisoformat(value)
    if name.endswith("_on"):
        return date.fromisoformat(value)
    return UUID(value) if name in {"id", "operator_id"} else value


def known_of(case: Case) -> dict[str, str]:
    """Give what the form is filled with."""
    programme = Programme.objects.filter(name=case.programme_name).values_list("pk", flat=True)
    return {
        "entry_route": case.entry_route,
        "programme": programme.first() or "",
        "intervention_type": case.intervention_type_id or "",
    }


def follow_up_of(case: Case, follow_up_id: UUID) -> FollowUp | None:
    """Give a follow-up of the case that can still be written, or None."""
    rows = FollowUp.objects.filter(case=case, pk=follow_up_id, done_at=None, cancelled_at=None)
    found: FollowUp | None = rows.select_related("case").first()
    return found


def usual_programme(centre_ids: list[int]) -> str:
    """Give the programme the centre works in today, by its last case; "" when it has several."""
    if len(centre_ids) != 1:
        return ""
    found = programme_of(centre_ids[0], timezone.localdate())
    return found.pk if found else ""
