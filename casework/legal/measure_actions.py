"""Writes on measures: order, renew, check, lift or end, and their breaches (desacato)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from casework.access.principals import Staff
from casework.cases.clocks import end_of
from casework.cases.task_actions import add_task, settle
from casework.survivors import timeline
from casework.survivors.doings import Doing, done
from casework.survivors.models import Survivor
from casework.survivors.timeline import Kind
from casework.territory.validity import chilean_day

from .actions import WrongMove, log_change, moment_of
from .centres import centre_of
from .choices import BreachResult, Facts, MeasureState, Nature
from .duty_actions import start_duty
from .measure_models import Breach, MeasureRenewal, ProtectiveMeasure
from .measure_states import MOVES
from .rules import WARN_DAYS, next_check, warnings

SOURCE = "VG-16"
EXPIRY_TASKS = (*(f"measure-{days}" for days in WARN_DAYS), "measure-expired")


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What the order says and who watches over it."""

    kind_id: str
    court_kind_id: str
    starts_on: date
    ends_on: date | None
    nature: str = Nature.PROTECTIVE
    court: str = ""
    process_id: UUID | None = None
    supervisor: str = ""
    check_every: int | None = None
    last_check_on: date | None = None
    telematic: bool = False
    beneficiaries: int = 1
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """When a measure was not kept, and what was done about it."""

    at: datetime
    what: str = ""
    reported_to: str = ""
    reported_on: date | None = None
    number: str = ""
    result: str = BreachResult.PENDING


@transaction.atomic
def save_measure(
    *,
    survivor: Survivor,
    facts: MeasureFacts,
    by: Staff,
    at: datetime,
    measure: ProtectiveMeasure | None = None,
) -> ProtectiveMeasure:
    """Write a measure down, or correct it. Its warnings follow its end (VG-16)."""
    centre_id = centre_of(survivor, by)
    if measure is None:
        measure = ProtectiveMeasure(
            survivor=survivor, key_id=survivor.key_id, centre_id=centre_id,
            centre_ids=survivor.centre_ids, recorded_by=by.operator_id, created_at=at,
            period_from=facts.starts_on,
        )  # fmt: skip
    if not measure.renewals.exists():
        measure.period_from = facts.starts_on
    for name, value in asdict(facts).items():
        setattr(measure, name, value)
    _keep(measure, "period_from", *asdict(facts))
    timeline.note(
        survivor, Kind.MEASURE, "measure", target=("measure", measure.pk), by=by,
        at=moment_of(facts.starts_on), centre_id=measure.centre_id, until=facts.ends_on,
        detail={"kind": facts.kind_id},
    )  # fmt: skip
    _ask(measure, centre_id, by=by, at=at)
    log_change(survivor, "measure", measure.pk, "measure", by=by, at=at)
    done(survivor, Doing.MEASURE, by=by, at=at)
    return measure


@transaction.atomic
def renew(
    *, measure: ProtectiveMeasure, decided_on: date, until: date, by: Staff, at: datetime
) -> MeasureRenewal:
    """Write a renewal down: it runs from the old end. Raises WrongMove for a closed measure."""
    if measure.state != MeasureState.IN_FORCE or measure.ends_on is None:
        raise WrongMove
    start = max(measure.ends_on, measure.period_from)
    renewal = MeasureRenewal.objects.create(
        survivor=measure.survivor, key_id=measure.key_id, centre_ids=measure.centre_ids,
        measure=measure, decided_on=decided_on,
        from_day=start, to_day=until, recorded_by=by.operator_id, created_at=at,
    )  # fmt: skip
    measure.period_from, measure.ends_on = start, until
    _keep(measure, "period_from", "ends_on")
    timeline.note(
        measure.survivor, Kind.MEASURE, "measure-renewed", target=("renewal", renewal.pk), by=by,
        at=moment_of(decided_on), centre_id=measure.centre_id, until=until,
        detail={"days": (until - start).days},
    )  # fmt: skip
    _ask(measure, centre_of(measure.survivor, by), by=by, at=at)
    log_change(measure.survivor, "measure", measure.pk, "measure-renewal", by=by, at=at)
    return renewal


@transaction.atomic
def close_measure(
    *,
    measure: ProtectiveMeasure,
    to: MeasureState,
    on: date,
    reason: str,
    by: Staff,
    at: datetime,
) -> None:
    """Say that the court lifted it, or that it ended and why nobody renewed it."""
    if to not in MOVES[MeasureState(measure.state)]:
        raise WrongMove
    measure.state, measure.closed_on, measure.closed_reason = to, on, reason
    _keep(measure, "state", "closed_on", "closed_reason")
    for kind in (*EXPIRY_TASKS, "measure-check"):
        settle(survivor=measure.survivor, kind=kind, target=("measure", measure.pk), by=by, at=at)
    timeline.note(
        measure.survivor, Kind.MEASURE, "measure-closed", target=("measure", measure.pk), by=by,
        at=moment_of(on), centre_id=measure.centre_id, detail={"state": to.value},
    )  # fmt: skip
    log_change(measure.survivor, "measure", measure.pk, "measure-closed", by=by, at=at)


@transaction.atomic
def note_check(*, measure: ProtectiveMeasure, on: date, by: Staff, at: datetime) -> None:
    """Write down that somebody checked the measure is kept; the next check is asked for."""
    measure.last_check_on = on
    _keep(measure, "last_check_on")
    target = ("measure", measure.pk)
    settle(survivor=measure.survivor, kind="measure-check", target=target, by=by, at=at)
    _ask(measure, centre_of(measure.survivor, by), by=by, at=at)
    log_change(measure.survivor, "measure", measure.pk, "measure-check", by=by, at=at)


@transaction.atomic
def save_breach(
    *,
    measure: ProtectiveMeasure,
    facts: BreachFacts,
    by: Staff,
    at: datetime,
    breach: Breach | None = None,
) -> Breach:
    """Write a breach down. One that nobody reported yet starts the duty to report (SE-07)."""
    survivor = measure.survivor
    new = breach is None
    if breach is None:
        breach = Breach(survivor=survivor, measure=measure, key_id=survivor.key_id,
                        centre_ids=survivor.centre_ids, recorded_by=by.operator_id,
                        created_at=at)  # fmt: skip
    for name, value in asdict(facts).items():
        setattr(breach, name, value)
    _keep(breach, *asdict(facts))
    timeline.note(
        survivor, Kind.MEASURE, "breach", target=("breach", breach.pk), by=by, at=facts.at,
        centre_id=centre_of(survivor, by), detail={"reported": bool(facts.reported_to)},
    )  # fmt: skip
    if new and not facts.reported_to:
        start_duty(survivor=survivor, facts=Facts.BREACH, known_at=at, by=by, at=at,
                   origin=("breach", breach.pk))  # fmt: skip
    log_change(survivor, "breach", breach.pk, "breach", by=by, at=at)
    return breach


def _keep(row: ProtectiveMeasure | Breach, *names: str) -> None:
    """Save a row that follows her; her centres are the database's to write, never ours again."""
    if row._state.adding:
        row.save(force_insert=True)
    else:
        row.save(update_fields=[*names, "updated_at"])


def _ask(measure: ProtectiveMeasure, centre_id: int, *, by: Staff, at: datetime) -> None:
    """Ask for what the measure's end and its supervision need, and for nothing that has passed."""
    survivor, target, today = measure.survivor, ("measure", measure.pk), chilean_day(at)
    dues: list[tuple[str, date]] = []
    if measure.ends_on:
        dues = [(f"measure-{days}", day) for days, day in warnings(measure.ends_on, today)]
        dues.append(("measure-expired", measure.ends_on + timedelta(days=1)))
    check = next_check(measure.last_check_on, measure.starts_on, measure.check_every)
    if check:
        dues.append(("measure-check", check))
    asked = {kind for kind, _day in dues}
    for kind in (*EXPIRY_TASKS, "measure-check"):
        if kind not in asked:
            settle(survivor=survivor, kind=kind, target=target, by=by, at=at)
    for kind, day in dues:
        add_task(survivor=survivor, centre_id=centre_id, kind=kind, due_at=end_of(day), by=by,
                 at=at, target=target, source=SOURCE)  # fmt: skip
