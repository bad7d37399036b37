"""Writes on duties to report. A person decides, by name and with a reason; nothing is sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.cases.task_actions import add_task, settle
from casework.survivors import timeline
from casework.survivors.models import Survivor
from casework.survivors.timeline import Kind

from .actions import log_change
from .centres import centre_of
from .choices import DutyState, Facts
from .duty_models import CifFlag, ComplaintDraft, ReportingDuty
from .duty_rules import INFORMS, Standing, alerts, clock_of, why_not

CLOCK_TASKS = ("duty-first", "duty-second", "duty-due")
FEMICIDE_TASKS = ("femicide-complaint", "femicide-children")
FEMICIDE_HOURS = 24  # the circuit's own deadlines are not written in the law; same as the report


class MayNot(Exception):
    """The rule does not let this duty be decided so; `words` say why."""

    def __init__(self, words: Promise) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Decision:
    """How a duty is closed: the state, and what that state needs."""

    to: DutyState
    reported_to: str = ""
    reported_at: datetime | None = None
    number: str = ""
    other_reporter: str = ""
    reason: str = ""
    proof: Attachment | None = None


@transaction.atomic
def start_duty(
    *,
    survivor: Survivor,
    facts: str,
    known_at: datetime,
    by: Staff,
    at: datetime,
    origin: tuple[str, UUID] | None = None,
    femicide: str = "",
    verbatim: str = "",
    proposed: bool = False,
) -> ReportingDuty:
    """Start the clock from the moment somebody here knew (SE-07, SE-08; SE-05 for a child).

    The same origin starts one duty only: the known one is given back. proposed: nobody said so;
    it was taken from what was written, and a person decides whether there are such facts.
    """
    if origin:
        rows = ReportingDuty.objects.filter(survivor=survivor, origin_kind=origin[0])
        known = rows.filter(origin_id=origin[1]).first()
        if known is not None:
            return known
    clock, centre_id = clock_of(facts), centre_of(survivor, by)
    duty = ReportingDuty.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=[centre_id], centre_id=centre_id,
        facts=facts, proposed=proposed, femicide=femicide, known_at=known_at,
        known_by=by.operator_id, due_at=clock.due(known_at), source=clock.source,
        verbatim=verbatim, created_at=at,
        origin_kind=origin[0] if origin else "", origin_id=origin[1] if origin else None,
        information_due=survivor.entry_route in INFORMS,
    )  # fmt: skip
    timeline.note(survivor, Kind.LEGAL, "duty", target=("duty", duty.pk), by=by, at=known_at,
                  centre_id=centre_id, detail={"facts": facts})  # fmt: skip
    _ask(duty, by=by, at=at)
    if facts == Facts.FEMICIDE:
        _flag(duty, by=by, at=at)
    log_change(survivor, "duty", duty.pk, "duty-started", by=by, at=at)
    return duty


def _ask(duty: ReportingDuty, *, by: Staff, at: datetime) -> None:
    for kind, due_at in alerts(duty.facts, duty.known_at):
        add_task(survivor=duty.survivor, centre_id=duty.centre_id, kind=kind, due_at=due_at, by=by,
                 at=at, target=("duty", duty.pk), source=duty.source,
                 assigned_to=by.operator_id)  # fmt: skip


def _flag(duty: ReportingDuty, *, by: Staff, at: datetime) -> None:
    """Mark her file for the circuit's team and ask for what SE-12 wants done."""
    survivor = duty.survivor
    CifFlag.objects.get_or_create(
        survivor=survivor, until=None,
        defaults={"degree": duty.femicide, "since": at, "flagged_by": by.operator_id,
                  "key_id": survivor.key_id, "centre_ids": survivor.centre_ids},
    )  # fmt: skip
    timeline.note(survivor, Kind.LEGAL, "cif", target=("duty", duty.pk), by=by, at=duty.known_at,
                  centre_id=duty.centre_id, detail={"degree": duty.femicide})  # fmt: skip
    for kind in FEMICIDE_TASKS:
        add_task(survivor=survivor, centre_id=duty.centre_id, kind=kind, by=by, at=at,
                 due_at=duty.known_at + timedelta(hours=FEMICIDE_HOURS),
                 target=("duty", duty.pk), source="SE-12")  # fmt: skip


@transaction.atomic
def inform_her(
    *, duty: ReportingDuty, her_view: str, her_words: str, by: Staff, at: datetime
) -> None:
    """Write down that she was told of the duty, and what she thinks of it. The clock goes on."""
    if duty.state not in {DutyState.OPEN, DutyState.INFORMED}:
        raise MayNot(_may_not(duty, DutyState.INFORMED))
    duty.state = DutyState.INFORMED
    duty.her_view, duty.her_words, duty.informed_at = her_view, her_words, at
    duty.save()
    log_change(duty.survivor, "duty", duty.pk, "duty-informed", by=by, at=at)


@transaction.atomic
def give_information(*, duty: ReportingDuty, on: date, by: Staff, at: datetime) -> None:
    """Write down the day she was given information on the services (SE-10)."""
    duty.information_on = on
    duty.save()
    log_change(duty.survivor, "duty", duty.pk, "duty-information", by=by, at=at)


@transaction.atomic
def decide(*, duty: ReportingDuty, decision: Decision, by: Staff, at: datetime) -> None:
    """Close a duty as a person decided. Raises MayNot with the reason."""
    problem = why_not(standing_of(duty), decision.to, reason=decision.reason,
                      proved=decision.proof is not None)  # fmt: skip
    if problem is not None:
        raise MayNot(problem)
    for name in ("reported_to", "reported_at", "number", "other_reporter", "reason", "proof"):
        setattr(duty, name, getattr(decision, name))
    duty.state, duty.decided_by, duty.decided_at = decision.to, by.operator_id, at
    duty.save()
    for kind in CLOCK_TASKS:
        settle(survivor=duty.survivor, kind=kind, target=("duty", duty.pk), by=by, at=at)
    timeline.note(
        duty.survivor, Kind.LEGAL, "duty-closed", target=("duty", duty.pk), by=by,
        at=decision.reported_at or at, centre_id=duty.centre_id,
        detail={"state": decision.to.value, "to": decision.reported_to},
    )  # fmt: skip
    log_change(duty.survivor, "duty", duty.pk, "duty-closed", by=by, at=at)


@transaction.atomic
def keep_draft(
    *,
    duty: ReportingDuty,
    facts: str,
    authors: str,
    witnesses: str,
    reserve_identity: bool,
    service_address: bool,
    by: Staff,
    at: datetime,
) -> ComplaintDraft:
    """Keep the text of a report being prepared (SE-11). It goes nowhere by itself."""
    draft = ComplaintDraft.objects.filter(duty=duty).first() or ComplaintDraft(
        duty=duty, survivor=duty.survivor, key_id=duty.key_id, centre_ids=duty.centre_ids,
        created_at=at,
    )  # fmt: skip
    draft.facts, draft.authors, draft.witnesses = facts, authors, witnesses
    draft.reserve_identity, draft.service_address = reserve_identity, service_address
    draft.written_by = by.operator_id
    draft.save()
    log_change(duty.survivor, "duty", duty.pk, "complaint-draft", by=by, at=at)
    return draft


def standing_of(duty: ReportingDuty) -> Standing:
    """Give what the rule about closing looks at."""
    return Standing(
        facts=duty.facts, state=duty.state, informed=duty.informed_at is not None,
        information_due=duty.information_due,
        informed_of_services=duty.information_on is not None, proposed=duty.proposed,
    )  # fmt: skip


def _may_not(duty: ReportingDuty, to: DutyState) -> Promise:
    problem = why_not(standing_of(duty), to)
    assert problem is not None
    return problem
