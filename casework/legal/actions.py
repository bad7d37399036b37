"""Writes on legal processes, their hearings and the documents tied to them."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from casework.access.crossing import Overtaken
from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.clocks import end_of
from casework.cases.task_actions import add_task, settle
from casework.survivors import timeline
from casework.survivors.doings import Doing, done
from casework.survivors.models import Survivor
from casework.survivors.timeline import Kind
from casework.territory.validity import CHILE, chilean_day

from .centres import centre_of
from .choices import Attendance, Power, ProcessState, Role
from .models import Hearing, LegalDocument, LegalProcess
from .states import MOVES

HEARING_TASKS = (("hearing-week", 7), ("hearing-day", 1))


class WrongMove(Overtaken):
    """What was asked for does not follow from the state it is in."""


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What is known of a process."""

    matter_id: str
    court_kind_id: str
    started_on: date
    role: str = Role.VICTIM
    court: str = ""
    rit: str = ""
    ruc: str = ""
    accused: UUID | None = None
    represented: bool = False
    lawyer: UUID | None = None
    power: str = Power.NONE
    notes: str = ""


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """What is known of a hearing."""

    at: datetime
    kind: str
    attendance: str = Attendance.IN_PERSON
    court: str = ""
    result: str = ""
    notes: str = ""


@transaction.atomic
def save_process(
    *,
    survivor: Survivor,
    facts: ProcessFacts,
    by: Staff,
    at: datetime,
    process: LegalProcess | None = None,
) -> LegalProcess:
    """Write a process down, or correct it; a line of her trayecto tells that it began."""
    if process is None:
        centre_id = centre_of(survivor, by)
        process = LegalProcess(
            survivor=survivor, key_id=survivor.key_id, centre_id=centre_id,
            centre_ids=[centre_id], recorded_by=by.operator_id, created_at=at,
        )  # fmt: skip
    _fill(process, facts)
    process.save()
    timeline.note(
        survivor, Kind.LEGAL, "process", target=("process", process.pk), by=by,
        at=moment_of(facts.started_on), centre_id=process.centre_id,
        detail={"matter": facts.matter_id},
    )  # fmt: skip
    log_change(survivor, "process", process.pk, "legal-process", by=by, at=at)
    done(survivor, Doing.PROCESS, by=by, at=at)
    return process


def _fill(row: Any, facts: Any) -> None:
    for name, value in asdict(facts).items():
        setattr(row, name, value)


@transaction.atomic
def move_process(
    *,
    process: LegalProcess,
    to: ProcessState,
    by: Staff,
    at: datetime,
    ended_on: date | None = None,
    outcome: str = "",
) -> None:
    """Suspend it, take it up again or end it (with day and outcome). Raises WrongMove."""
    if to not in MOVES[ProcessState(process.state)]:
        raise WrongMove
    process.state = to
    process.ended_on = ended_on if to == ProcessState.ENDED else None
    process.outcome = outcome if to == ProcessState.ENDED else ""
    process.save()
    if to == ProcessState.ENDED:
        assert ended_on is not None
        timeline.note(
            process.survivor, Kind.LEGAL, "process-ended", target=("process", process.pk), by=by,
            at=moment_of(ended_on), centre_id=process.centre_id, detail={"outcome": outcome},
        )  # fmt: skip
    log_change(process.survivor, "process", process.pk, "legal-process", by=by, at=at)


@transaction.atomic
def save_hearing(
    *,
    process: LegalProcess,
    facts: HearingFacts,
    by: Staff,
    at: datetime,
    hearing: Hearing | None = None,
) -> Hearing:
    """Write a hearing down, or what came of it; reminders are tasks that end with it."""
    survivor = process.survivor
    if hearing is None:
        hearing = Hearing(
            survivor=survivor, process=process, key_id=survivor.key_id,
            centre_ids=process.centre_ids, recorded_by=by.operator_id, created_at=at,
        )  # fmt: skip
    _fill(hearing, facts)
    hearing.save()
    timeline.note(
        survivor, Kind.LEGAL, "hearing", target=("hearing", hearing.pk), by=by, at=facts.at,
        centre_id=process.centre_id, detail={"kind": facts.kind, "result": facts.result},
    )  # fmt: skip
    _remind(hearing, by=by, at=at)
    log_change(survivor, "hearing", hearing.pk, "hearing", by=by, at=at)
    return hearing


def _remind(hearing: Hearing, *, by: Staff, at: datetime) -> None:
    survivor, target = hearing.survivor, ("hearing", hearing.pk)
    centre_id = hearing.process.centre_id
    dues = [(kind, hearing.at - timedelta(days=days)) for kind, days in HEARING_TASKS]
    dues.append(("hearing-result", end_of(chilean_day(hearing.at) + timedelta(days=1))))
    for kind, due_at in dues:
        if hearing.result or (due_at <= at and kind != "hearing-result"):
            settle(survivor=survivor, kind=kind, target=target, by=by, at=at)
        else:
            add_task(survivor=survivor, centre_id=centre_id, kind=kind, due_at=due_at, by=by,
                     at=at, target=target)  # fmt: skip


@transaction.atomic
def tie_document(
    *, attachment: Attachment, target: tuple[str, UUID], by: Staff, at: datetime
) -> LegalDocument:
    """Say that a document of her file belongs to a legal record."""
    tie, _made = LegalDocument.objects.get_or_create(
        attachment=attachment, target_id=target[1], untied_at=None,
        defaults={"survivor_id": attachment.survivor_id, "key_id": attachment.key_id,
                  "centre_ids": attachment.centre_ids, "target_kind": target[0],
                  "tied_by": by.operator_id},
    )  # fmt: skip
    log_change(attachment.survivor, target[0], target[1], "legal-document", by=by, at=at)
    return tie


def log_change(
    survivor: Survivor, kind: str, row_id: UUID, what: str, *, by: Staff, at: datetime
) -> None:
    """Write the event of a change in a legal record, in the caller's transaction."""
    record(Verb.CHANGED, by=by.actor, at=at, target=Target(kind, str(row_id)),
           subject=survivor.pk, detail={"what": what})  # fmt: skip


def moment_of(day: date) -> datetime:
    """Give noon of a day in Chile: what has no hour stands in the middle of its day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=CHILE).astimezone(UTC)
