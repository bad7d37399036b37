"""Versions of a plan: begun, agreed, replaced, ended; her refusal ends nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.cases.catalogue import ExitReason
from casework.cases.moves import tell
from casework.cases.stages import Stage
from casework.cases.task_models import Task
from casework.plans import actions, content_actions, facts, rules
from casework.plans.actions import PlanRefused
from casework.plans.choices import Ending
from casework.plans.content_actions import ActivityGiven
from casework.plans.models import Plan, PlanObjective
from casework.plans.states import State
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day

from .conftest import objective

pytestmark = pytest.mark.django_db


def test_agreeing_puts_the_plan_in_force_with_its_review_in_ninety_days(in_force, case):
    """domain.md 2.4."""
    assert in_force.state == State.AGREED
    assert in_force.next_review_on == in_force.agreed_on + timedelta(days=90)
    task = Task.objects.get(kind="plan-review")
    assert (task.target_id, task.assigned_to) == (in_force.pk, case.in_charge)
    assert timezone.localtime(task.due_at).date() == in_force.next_review_on


def test_agreeing_leaves_a_line_of_her_trayecto_without_words_of_hers(in_force):
    line = TrajectoryEvent.objects.get(code="plan-agreed")
    assert line.target_id == in_force.pk
    assert line.detail == {"version": 1, "signed": True}


def test_her_refusal_to_sign_is_kept_and_ends_nothing(draft, case, as_paula):
    now = timezone.now()
    plan = actions.agree(plan=draft, signed=False, on=chilean_day(now), by=as_paula, at=now)
    assert plan.state == State.AGREED
    hers = plan.signatures.get(role="herself")
    assert (hers.signed, hers.way, hers.operator_id) == (False, "button", as_paula.operator_id)
    case.refresh_from_db()
    assert case.closed_at is None


def test_a_new_version_copies_the_old_which_ends_only_when_the_new_is_agreed(
    in_force, case, as_paula
):
    now = timezone.now()
    second = actions.start(case=case, by=as_paula, at=now)
    in_force.refresh_from_db()
    assert (second.number, in_force.state) == (2, State.IN_REVIEW)
    assert facts.read([second])[second.pk] == facts.read([in_force])[in_force.pk]
    actions.agree(plan=second, signed=True, on=chilean_day(now), by=as_paula, at=now)
    in_force.refresh_from_db()
    assert (in_force.state, in_force.ending) == (State.CLOSED, Ending.REPLACED)
    assert [task.target_id for task in Task.objects.filter(done_at=None)] == [second.pk]


def test_throwing_the_draft_away_leaves_the_version_in_force(in_force, case, as_paula):
    now = timezone.now()
    second = actions.start(case=case, by=as_paula, at=now)
    actions.end(plan=second, ending=Ending.DISCARDED, by=as_paula, at=now)
    in_force.refresh_from_db()
    assert in_force.state == State.AGREED
    third = actions.start(case=case, by=as_paula, at=now)
    assert third.number == 3


def test_a_version_in_force_is_not_thrown_away_and_a_draft_is_not_fulfilled(in_force, as_paula):
    now = timezone.now()
    with pytest.raises(PlanRefused):
        actions.end(plan=in_force, ending=Ending.DISCARDED, by=as_paula, at=now)
    actions.end(plan=in_force, ending=Ending.FULFILLED, by=as_paula, at=now)
    assert not Task.objects.filter(done_at=None).exists()
    with pytest.raises(PlanRefused):
        actions.end(plan=in_force, ending=Ending.FULFILLED, by=as_paula, at=now)


def test_only_one_draft_at_a_time(draft, case, as_paula):
    with pytest.raises(PlanRefused):
        actions.start(case=case, by=as_paula, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            survivor=case.survivor, key_id=case.key_id, centre_ids=case.centre_ids, case=case,
            centre=case.centre, number=9, drafted_by=as_paula.operator_id,
        )  # fmt: skip


def close(case, as_paula):
    """She leaves, and her case is closed."""
    now = max(timezone.now(), case.opened_at, case.stage_since)
    case.stage, case.closed_at, case.exited_at = "closed", now, now
    case.exit_reason = ExitReason.objects.first()
    case.save()
    tell(case, Stage.FOLLOW_UP, Stage.CLOSED, by=as_paula, at=now)


def test_a_closed_case_takes_no_plan(case, draft, as_paula):
    now = timezone.now()
    close(case, as_paula)
    draft.refresh_from_db()
    assert (draft.state, draft.ending) == (State.CLOSED, Ending.DISCARDED)
    with pytest.raises(PlanRefused):
        actions.agree(plan=draft, signed=True, on=chilean_day(now), by=as_paula, at=now)
    with pytest.raises(PlanRefused):
        actions.start(case=case, by=as_paula, at=now)


def test_the_plan_ends_with_the_case_and_its_review_is_off_the_list(case, in_force, as_paula):
    close(case, as_paula)
    in_force.refresh_from_db()
    assert (in_force.state, in_force.ending) == (State.CLOSED, Ending.CASE_CLOSED)
    assert not Task.objects.filter(kind="plan-review", done_at=None).exists()


@pytest.mark.parametrize(
    "objectives", [[], [objective(agreed=None)], [objective(agreed=False)],
                   [objective(activities=())]],
)  # fmt: skip
def test_a_draft_that_lacks_something_is_not_agreed(draft, as_paula, objectives):
    now = timezone.now()
    content_actions.write(plan=draft, note="", objectives=objectives, by=as_paula, at=now)
    assert rules.missing(facts.read([draft])[draft.pk])
    with pytest.raises(PlanRefused):
        actions.agree(plan=draft, signed=True, on=chilean_day(now), by=as_paula, at=now)


def test_what_is_taken_out_of_a_draft_is_kept_unseen(draft, as_paula):
    now = timezone.now()
    content_actions.write(
        plan=draft, note="", objectives=[objective("Otra cosa")], by=as_paula, at=now
    )
    (held,) = facts.objectives_of([draft])[draft.pk]
    assert held.row.words == "Otra cosa"
    assert PlanObjective.objects.filter(plan=draft).count() == 2


def test_a_version_in_force_is_not_rewritten(in_force, as_paula):
    with pytest.raises(PlanRefused):
        content_actions.write(
            plan=in_force, note="", objectives=[objective()], by=as_paula, at=timezone.now()
        )


def test_an_activity_that_ends_before_it_begins_is_refused_twice(draft, as_paula):
    today = timezone.localdate()
    wrong = ActivityGiven(what="x", starts_on=today, due_on=today - timedelta(days=1))
    with pytest.raises(PlanRefused):
        content_actions.write(
            plan=draft, note="", objectives=[objective(activities=(wrong,))], by=as_paula,
            at=timezone.now(),
        )  # fmt: skip
    (held,) = facts.objectives_of([draft])[draft.pk]
    row = held.kept[0]
    row.starts_on, row.due_on = wrong.starts_on, wrong.due_on
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_another_centre_sees_nothing_of_a_plan_but_its_line(in_force, olga, paula):
    from casework.access.context import enter
    from casework.survivors.actions import open_attention

    now = timezone.now()
    enter(olga.staff.context)
    open_attention(
        survivor_id=in_force.survivor_id, centre_id=olga.centre.pk, purpose="attention",
        by=olga.staff, at=now,
    )  # fmt: skip
    assert TrajectoryEvent.objects.filter(code="plan-agreed").exists()
    assert not Plan.objects.exists()
    assert not PlanObjective.objects.exists()
