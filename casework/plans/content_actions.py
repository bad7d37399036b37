"""Writes on what a plan says: objectives and activities of a draft, progress, evidence, reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.identity.records import new_id
from casework.survivors import timeline
from casework.territory.validity import CHILE, chilean_day

from . import facts, rules
from .actions import PlanRefused, ask_review, check_open, log
from .choices import Who
from .models import Plan, PlanActivity, PlanObjective, PlanReview
from .states import IN_FORCE, State


@dataclass(frozen=True, slots=True)
class ActivityGiven:
    """An activity as the form gives it. thread: of the one it continues, or None."""

    what: str
    who: str = Who.HERSELF
    responsible: UUID | None = None
    external: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    indicator: str = ""
    thread: UUID | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveGiven:
    """An objective as the form gives it. agreed: her yes or no, None until she answers."""

    area: str
    words: str
    agreed: bool | None = None
    agreed_on: date | None = None
    thread: UUID | None = None
    activities: Sequence[ActivityGiven] = field(default_factory=tuple)


@transaction.atomic
def write(
    *, plan: Plan, note: str, objectives: Sequence[ObjectiveGiven], by: Staff, at: datetime
) -> Plan:
    """Write a draft whole, as the form shows it; what was taken out is kept unseen.

    Raises PlanRefused: it is no draft any more, her case is closed, or a date is impossible.
    """
    check_open(plan.case)
    if plan.state != State.DRAFT:
        raise PlanRefused(_("Only a draft can be rewritten. Begin a new version."))
    _check_dates(objectives, chilean_day(at))
    before = {held.row.thread: held for held in facts.objectives_of([plan])[plan.pk]}
    kept = {_objective(plan, number, one, before, at) for number, one in enumerate(objectives)}
    for thread, held in before.items():
        if thread not in kept:
            _remove(held, at)
    plan.note = note
    plan.save()
    log(plan, by, at, "plan-written")
    return plan


def _check_dates(objectives: Sequence[ObjectiveGiven], today: date) -> None:
    for objective in objectives:
        if objective.agreed_on and objective.agreed_on > today:
            raise PlanRefused(_("She cannot have answered on a day to come."))
        for one in objective.activities:
            if one.starts_on and one.due_on and one.due_on < one.starts_on:
                raise PlanRefused(_("An activity cannot end before it begins."))


def _objective(
    plan: Plan, number: int, given: ObjectiveGiven, before: Mapping[UUID, facts.Held], at: datetime
) -> UUID:
    held = before.get(given.thread) if given.thread else None
    row = held.row if held else PlanObjective(plan=plan, survivor_id=plan.survivor_id)
    row.key_id, row.centre_ids, row.position = plan.key_id, plan.centre_ids, number
    row.area, row.words, row.agreed = given.area, given.words, given.agreed
    row.agreed_on = None if given.agreed is None else given.agreed_on or chilean_day(at)
    row.save()
    old = {one.thread: one for one in held.kept} if held else {}
    kept = {_activity(row, place, one, old) for place, one in enumerate(given.activities)}
    for thread, activity in old.items():
        if thread not in kept:
            activity.removed_at = at
            activity.save()
    return UUID(str(row.thread))


def _activity(
    objective: PlanObjective, place: int, given: ActivityGiven, old: Mapping[UUID, PlanActivity]
) -> UUID:
    known = old.get(given.thread) if given.thread else None
    row = known or PlanActivity(objective=objective, survivor_id=objective.survivor_id)
    row.key_id, row.centre_ids, row.position = objective.key_id, objective.centre_ids, place
    row.what, row.who, row.indicator = given.what, given.who, given.indicator
    row.responsible = given.responsible if given.who == Who.TEAM else None
    row.external = given.external if given.who == Who.EXTERNAL else ""
    row.starts_on, row.due_on = given.starts_on, given.due_on
    row.save()
    return UUID(str(row.thread))


def _remove(held: facts.Held, at: datetime) -> None:
    held.row.removed_at = at
    held.row.save()
    for row in held.kept:
        row.removed_at = at
        row.save()


@transaction.atomic
def set_progress(*, plan: Plan, progress: Mapping[UUID, int], by: Staff, at: datetime) -> int:
    """Write how far activities have come (0 to 4), by thread; gives how many changed.

    Raises PlanRefused when the version is not in force or the case is closed.
    """
    _check_in_force(plan)
    changed = [
        row
        for held in facts.objectives_of([plan])[plan.pk]
        for row in held.kept
        if row.thread in progress and progress[row.thread] != row.progress
    ]
    for row in changed:
        row.progress = progress[row.thread]
        row.progress_at, row.progress_by = at, by.operator_id
        row.save()
    if changed:
        log(plan, by, at, "plan-progress")
    return len(changed)


@transaction.atomic
def add_evidence(
    *, plan: Plan, activity: PlanActivity, words: str, attachment: Attachment | None,
    by: Staff, at: datetime,
) -> PlanActivity:  # fmt: skip
    """Write what shows that an activity was done, with a document of her file or without."""
    _check_in_force(plan)
    activity.evidence, activity.attachment = words, attachment
    activity.save()
    log(plan, by, at, "plan-evidence")
    return activity


@transaction.atomic
def review(
    *, plan: Plan, on: date, progress: Mapping[UUID, int], notes: str, next_on: date,
    by: Staff, at: datetime,
) -> PlanReview:  # fmt: skip
    """Write a review with her: progress of each activity, notes, and the day of the next.

    Raises PlanRefused: not in force, a day to come or before the plan, or a next one too far.
    """
    _check_in_force(plan)
    if on > at.astimezone(CHILE).date():
        raise PlanRefused(_("A review is written once it has taken place."))
    if plan.agreed_on and on < plan.agreed_on:
        raise PlanRefused(_("The plan was not in force on that day."))
    if not rules.may_be_next(on, next_on):
        raise PlanRefused(_("The next review comes after this one, within 180 days."))
    set_progress(plan=plan, progress=progress, by=by, at=at)
    done: PlanReview = PlanReview.objects.create(
        id=new_id(), survivor_id=plan.survivor_id, key_id=plan.key_id, centre_ids=plan.centre_ids,
        plan=plan, on=on, notes=notes, next_on=next_on, reviewed_by=by.operator_id,
        progress={str(thread): value for thread, value in progress.items()},
    )  # fmt: skip
    plan.next_review_on = next_on
    plan.save()
    ask_review(plan, by, at)
    timeline.note(
        plan.survivor, timeline.Kind.PLAN, "plan-reviewed", target=("plan-review", done.pk), by=by,
        at=facts.midday(on), centre_id=plan.centre_id,
        detail={"version": plan.number, "percent": rules.average(list(progress.values()))},
    )  # fmt: skip
    log(plan, by, at, "plan-reviewed")
    return done


def _check_in_force(plan: Plan) -> None:
    check_open(plan.case)
    if plan.state not in IN_FORCE:
        raise PlanRefused(_("This version is not in force."))
