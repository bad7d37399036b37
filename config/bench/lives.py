"""What happened to the invented women: cases, attentions, episodes, risk, referrals, tasks.

Rows are written in bulk with the models' own sealing; the lines of each trayecto are then made
by the database from those rows, with the codes that the actions write.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from casework.cases.act_models import FollowUp, Session
from casework.cases.models import Case, CaseMove
from casework.cases.task_models import Task
from casework.cases.waiting.models import WaitingEntry
from casework.episodes.models import Episode
from casework.referrals.models import Referral
from casework.risk.models import LevelClock, RiskResult
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day

from .bulk import copy
from .life_lines import LINES
from .life_plan import LEVELS, PlannedCase, cases_of
from .places import Ground
from .women import Woman

FORMS = ("FISICA", "PSICOLOGICA", "SEXUAL", "ECONOMICA")
HOLDS = {"BAJO": 60, "MEDIO": 30, "ALTO": 7, "VITAL": 3}
NOTE = "Texto inventado para medir. Conversación sobre sus redes y sobre los próximos pasos."
Pair = tuple[Woman, Survivor]


def write_lives(pairs: Sequence[Pair], ground: Ground, at: datetime) -> None:
    """Write the lives of a block of women that was just registered. Needs the system role."""
    lives = [
        (woman, her, plan, _case(woman, her, plan, ground))
        for woman, her in pairs
        for plan in cases_of(woman, her.created_at, at)
    ]
    copy(case for _woman, _her, _plan, case in lives)
    for rows in (_moves, _sessions, _episodes, _risks, _referrals, _follow_ups, _tasks, _waiting):
        copy(row for life in lives for row in rows(*life, at))
    ids = [her.pk for _woman, her in pairs]
    with connection.cursor() as cursor:
        for statement in LINES:
            cursor.execute(statement, [ids])


def _case(woman: Woman, her: Survivor, plan: PlannedCase, ground: Ground) -> Case:
    place = ground.places[plan.place]
    left = plan.opened if plan.stage == "S7" else plan.closed
    return Case(
        survivor=her, key_id=her.key_id, centre_ids=[place.centre_id], centre_id=place.centre_id,
        stage=plan.stage, stage_since=plan.closed or plan.opened, opened_at=plan.opened,
        closed_at=plan.closed, exited_at=left, exit_reason_id="met" if left else None,
        in_charge=place.operator_id, entry_route="spontaneous", created_at=plan.opened,
        centre_name=f"Centro ficticio {plan.place + 1}", programme_name="",
    )  # fmt: skip


def _author(case: Case) -> UUID:
    assert case.in_charge is not None
    return case.in_charge


def _of(case: Case, moment: datetime) -> dict[str, Any]:
    """Give the columns of a row of the case's own."""
    return {
        "survivor_id": case.survivor_id, "key_id": case.key_id, "centre_ids": case.centre_ids,
        "created_at": moment,
    }  # fmt: skip


def _act(case: Case, moment: datetime) -> dict[str, Any]:
    return {
        **_of(case, moment), "case": case, "at": moment, "written_at": moment,
        "operator_id": case.in_charge,
    }  # fmt: skip


def _spread(plan: PlannedCase, count: int, at: datetime) -> Iterator[datetime]:
    """Give moments inside the case, evenly."""
    whole = (plan.closed or at) - plan.opened
    return (plan.opened + whole * (number + 1) / (count + 1) for number in range(count))


def _moves(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[CaseMove]:
    yield CaseMove(**_act(case, plan.opened), before="", after="S0")
    yield CaseMove(**_act(case, plan.opened), before="S0", after="S1")
    if plan.closed:
        yield CaseMove(**_act(case, plan.closed), before="S1", after="S6")


def _sessions(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[Session]:
    for moment in _spread(plan, plan.sessions, at):
        came = woman.chance.random() < 0.85
        yield Session(
            **_act(case, moment), kind="individual", mode="in_person", note=NOTE if came else "",
            attendance="attended" if came else "no_notice", minutes=50 if came else None,
        )  # fmt: skip


def _episodes(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[Episode]:
    for moment in _spread(plan, plan.episodes, at):
        day = chilean_day(moment)
        yield Episode(
            survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, centre_id=case.centre_id,
            precision="day", starts_on=day, ends_on=day, forms=_forms(woman.chance),
            written_by=_author(case), severity=woman.chance.randint(1, 12), created_at=moment,
            observation=NOTE, risk_level=woman.chance.choice(LEVELS),
        )  # fmt: skip


def _forms(chance: Random) -> list[str]:
    return chance.sample(FORMS, chance.randint(1, 2))


def _risks(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[RiskResult]:
    for moment in _spread(plan, plan.risks, at):
        (level,) = woman.chance.choices(LEVELS, weights=(31, 40, 22, 7))
        yield RiskResult(
            survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, centre_id=case.centre_id,
            level=level, assessed_at=moment, instrument_id="JUICIO", clock_id=_clock(level),
            valid_until=moment + timedelta(days=HOLDS[level]), reason=NOTE, created_at=moment,
            applied_by=case.in_charge, recorded_by=_author(case),
        )  # fmt: skip


@cache
def _clock(level: str) -> UUID:
    return LevelClock.objects.get(level=level, valid_to=None).pk


def _referrals(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[Referral]:
    for moment in _spread(plan, plan.referrals, at):
        day, answered = chilean_day(moment), woman.chance.random() < 0.6
        yield Referral(
            **_of(case, moment), centre_id=case.centre_id, direction="out",
            institution_id="MINSAL", urgency_id="medium", basis="nothing", on_day=day,
            state="answered" if answered else "recorded", reason=NOTE,
            answer="accepted" if answered else "pending", recorded_by=_author(case),
            answered_on=day if answered else None,
        )  # fmt: skip


def _follow_ups(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[FollowUp]:
    if plan.closed is None:
        return
    for months in (3, 6, 12)[: plan.follow_ups]:
        due = plan.closed + timedelta(days=30 * months)
        done = due < at
        yield FollowUp(
            **_of(case, plan.closed), case=case, months=months, due_on=chilean_day(due),
            done_at=due if done else None, result="well" if done else "",
            done_by=case.in_charge if done else None,
        )  # fmt: skip


def _tasks(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[Task]:
    for days in () if plan.closed else (-3, 2, 20):
        due = at + timedelta(days=days + woman.number % 17)
        yield Task(
            **_of(case, plan.opened), case=case, centre_id=case.centre_id, kind="protocol-step",
            due_at=due, first_due_at=due, assigned_to=case.in_charge, created_by=case.in_charge,
            words="Llamar en el horario acordado",
        )  # fmt: skip


def _waiting(
    woman: Woman, her: Survivor, plan: PlannedCase, case: Case, at: datetime
) -> Iterable[WaitingEntry]:
    if plan.stage == "S2":
        yield WaitingEntry(
            **_of(case, plan.opened), case=case, centre_id=case.centre_id, entered_at=plan.opened,
            review_by=chilean_day(at) + timedelta(days=woman.number % 15), why="no_place",
            factors=["children"] if woman.number % 2 else [],
        )  # fmt: skip
