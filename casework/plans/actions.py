"""Writes on the versions of a plan: begin, agree, sign, end (domain.md 2.4)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases import task_actions
from casework.cases.clocks import end_of
from casework.cases.models import Case
from casework.identity.records import new_id
from casework.survivors import timeline

from . import facts, rules
from .choices import Ending, Origin, Role, Way
from .models import Plan, PlanActivity, PlanObjective, PlanSignature
from .states import FINAL, IN_FORCE, State, move

TARGET, REVIEW_TASK, SIGN_TASK = "plan", "plan-review", "plan-signature"


class PlanRefused(Exception):
    """The act is not possible now. words: why, for the screen."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(str(words))
        self.words = words


@transaction.atomic
def start(
    *,
    case: Case,
    by: Staff,
    at: datetime,
    paper: Attachment | None = None,
    signed_on: date | None = None,
) -> Plan:
    """Begin a draft: empty, or from the last version agreed. One in force is then being reviewed.

    paper: the scan of a plan made on paper; signed_on: its date. Its key points are entered as
    in any other draft. Raises PlanRefused: the case is closed, or a draft exists already.
    """
    check_open(case)
    if Plan.objects.filter(case=case, state=State.DRAFT).exists():
        raise PlanRefused(_("There is a draft already: go on with it."))
    last = Plan.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    current = Plan.objects.filter(case=case, state__in=IN_FORCE).first()
    model = (
        current or Plan.objects.filter(case=case).exclude(agreed_on=None).order_by("number").last()
    )
    draft: Plan = Plan.objects.create(
        survivor=case.survivor, key_id=case.key_id, centre_ids=[case.centre_id], case=case,
        centre_id=case.centre_id, number=last + 1, drafted_by=by.operator_id, created_at=at,
        origin=Origin.PAPER if paper else Origin.HERE, attachment=paper, agreed_on=signed_on,
        note=model.note if model else "",
    )  # fmt: skip
    if model:
        _copy(model, draft)
    if current:
        current.state = move(current.state, State.IN_REVIEW)
        current.save()
    log(draft, by, at, "plan-begun")
    return draft


def check_open(case: Case) -> None:
    """Let only an open case through. Raises PlanRefused."""
    if case.closed_at is not None:
        raise PlanRefused(_("Her case is closed. Open a new case first."))


def _copy(current: Plan, draft: Plan) -> None:
    """Give the draft the same objectives and activities, with the same threads and progress."""
    for objective in facts.objectives_of([current])[current.pk]:
        activities = list(objective.kept)
        same: PlanObjective = objective.row
        fresh = PlanObjective.objects.create(
            survivor_id=draft.survivor_id, key_id=draft.key_id, centre_ids=draft.centre_ids,
            plan=draft, thread=same.thread, position=same.position, area=same.area,
            words=same.words, agreed=same.agreed, agreed_on=same.agreed_on,
        )  # fmt: skip
        for one in activities:
            _copy_activity(one, fresh)


def _copy_activity(one: PlanActivity, objective: PlanObjective) -> None:
    PlanActivity.objects.create(
        survivor_id=objective.survivor_id, key_id=objective.key_id, objective=objective,
        centre_ids=objective.centre_ids, thread=one.thread, position=one.position, what=one.what,
        who=one.who, responsible=one.responsible, external=one.external, starts_on=one.starts_on,
        due_on=one.due_on, indicator=one.indicator, progress=one.progress,
        progress_at=one.progress_at, progress_by=one.progress_by, evidence=one.evidence,
        attachment_id=one.attachment_id,
    )  # fmt: skip


@transaction.atomic
def agree(
    *, plan: Plan, signed: bool, on: date, by: Staff, at: datetime, head_required: bool = False
) -> Plan:
    """Bring a draft into force: she signs, or chooses not to, and the worker signs.

    The version before ends and is kept. A refusal ends nothing: the plan is worked all the same
    and says so. A plan from paper keeps the paper's date. Raises PlanRefused with what is missing.
    """
    check_open(plan.case)
    lacking = rules.missing(facts.read([plan])[plan.pk])
    if lacking:
        raise PlanRefused(lacking[0])
    _end_current(plan, by, at)
    plan.state = move(plan.state, State.AGREED)
    plan.agreed_on = plan.agreed_on or on
    plan.next_review_on = rules.next_review(plan.agreed_on)
    plan.head_required = head_required
    plan.save()
    _sign(plan, Role.HERSELF, by, at, signed=signed)
    _sign(plan, Role.WORKER, by, at)
    _settle_step(plan, by, at)
    _ask(plan, by, at)
    _tell(plan, "plan-agreed", by, at, signed=signed)
    log(plan, by, at, "plan-agreed")
    return plan


def _settle_step(plan: Plan, by: Staff, at: datetime) -> None:
    """Close the step of the protocol that asked for a plan."""
    task_actions.settle(
        survivor=plan.survivor, kind="do-plan", target=(TARGET, plan.pk), by=by, at=at
    )


def _end_current(plan: Plan, by: Staff, at: datetime) -> None:
    current = Plan.objects.filter(case_id=plan.case_id, state__in=IN_FORCE).first()
    if current:
        _end(current, Ending.REPLACED, by, at)


def _end(plan: Plan, ending: str, by: Staff, at: datetime) -> None:
    plan.state, plan.ending, plan.ended_at = move(plan.state, State.CLOSED), ending, at
    plan.save()
    for kind in (REVIEW_TASK, SIGN_TASK):
        task_actions.settle(
            survivor=plan.survivor, kind=kind, target=(TARGET, plan.pk), by=by, at=at
        )


def _sign(plan: Plan, role: str, by: Staff, at: datetime, *, signed: bool = True) -> None:
    on_paper = plan.origin == Origin.PAPER and role != Role.HEAD
    PlanSignature.objects.create(
        id=new_id(), survivor_id=plan.survivor_id, key_id=plan.key_id, plan=plan, role=role,
        centre_ids=plan.centre_ids, signed=signed, at=at, operator_id=by.operator_id,
        way=Way.PAPER if on_paper else Way.BUTTON,
    )  # fmt: skip


def _ask(plan: Plan, by: Staff, at: datetime) -> None:
    ask_review(plan, by, at)
    if plan.head_required:
        task_actions.add_task(
            survivor=plan.survivor, centre_id=plan.centre_id, kind=SIGN_TASK, by=by, at=at,
            due_at=rules.SIGNATURE.due(at), target=(TARGET, plan.pk), case=plan.case, for_head=True,
        )  # fmt: skip


def ask_review(plan: Plan, by: Staff, at: datetime) -> None:
    """Put the review on the list of who is in charge of the case, or move its day."""
    assert plan.next_review_on is not None
    task_actions.add_task(
        survivor=plan.survivor, centre_id=plan.centre_id, case=plan.case, kind=REVIEW_TASK,
        due_at=end_of(plan.next_review_on), by=by, at=at, target=(TARGET, plan.pk),
    )  # fmt: skip


@transaction.atomic
def sign_as_head(*, plan: Plan, by: Staff, at: datetime) -> Plan:
    """Add the signature of the head of centre. Raises PlanRefused when it is not asked for."""
    waits = plan.head_required and plan.state in IN_FORCE
    if not waits or plan.signatures.filter(role=Role.HEAD).exists():
        raise PlanRefused(_("This plan does not wait for your signature."))
    if plan.centre_id not in by.heads:
        raise PlanRefused(_("Only the head of the centre signs here."))
    _sign(plan, Role.HEAD, by, at)
    task_actions.settle(
        survivor=plan.survivor, kind=SIGN_TASK, target=(TARGET, plan.pk), by=by, at=at
    )
    log(plan, by, at, "plan-signed")
    return plan


@transaction.atomic
def end(*, plan: Plan, ending: str, by: Staff, at: datetime) -> Plan:
    """End a version for good: a draft is thrown away, the one in force is over.

    Throwing a draft away puts the version in force back as it was. Raises PlanRefused.
    """
    if plan.state in FINAL:
        raise PlanRefused(_("This version had ended already."))
    was_draft = plan.state == State.DRAFT
    if was_draft != (ending == Ending.DISCARDED) or ending == Ending.REPLACED:
        raise PlanRefused(_("Choose why this version ends."))
    _end(plan, ending, by, at)
    if was_draft:
        _back_in_force(plan)
    else:
        _tell(plan, "plan-ended", by, at, ending=ending)
    log(plan, by, at, "plan-ended")
    return plan


@transaction.atomic
def end_with_case(*, case: Case, by: Staff, at: datetime) -> None:
    """End what her case still has when it closes: the draft is thrown away, the plan is over."""
    left = Plan.objects.filter(case=case).exclude(state__in=FINAL).select_related("survivor")
    # The draft first: throwing it away puts the other back in force.
    for plan in sorted(left, key=lambda one: one.state != State.DRAFT):
        plan.refresh_from_db(fields=["state"])
        ending = Ending.DISCARDED if plan.state == State.DRAFT else Ending.CASE_CLOSED
        end(plan=plan, ending=ending, by=by, at=at)


def _back_in_force(draft: Plan) -> None:
    current = Plan.objects.filter(case_id=draft.case_id, state=State.IN_REVIEW).first()
    if current:
        current.state = move(current.state, State.AGREED)
        current.save()


def _tell(plan: Plan, code: str, by: Staff, at: datetime, **detail: str | bool) -> None:
    # A plan from paper happened on the day of the paper, not on the day it was typed.
    when = at
    if code == "plan-agreed" and plan.origin == Origin.PAPER and plan.agreed_on:
        when = facts.midday(plan.agreed_on)
    timeline.note(
        plan.survivor, timeline.Kind.PLAN, code, target=(TARGET, plan.pk), by=by, at=when,
        centre_id=plan.centre_id, detail={"version": plan.number, **detail},
    )  # fmt: skip


def log(plan: Plan, by: Staff, at: datetime, what: str) -> None:
    """Write the act in the log."""
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target(TARGET, str(plan.pk)),
        subject=plan.survivor_id, detail={"what": what, "version": plan.number},
    )  # fmt: skip
