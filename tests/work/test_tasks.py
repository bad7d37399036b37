"""A task names its step and source, is done, given, postponed or cancelled, and never silently."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.cases import task_actions as tasks
from casework.cases.task_actions import NotNow
from casework.cases.task_models import Task, TaskMove
from casework.cases.task_states import TaskState
from casework.cases.work.protocol_actions import on_stage
from casework.cases.work.task_queries import Section, agenda, line_of
from casework.protocols.rules import StepDraft
from casework.territory.validity import CHILE
from tests import people
from tests.database import as_system
from tests.work import lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def task(worker) -> Task:
    """The first step of stage S1, asked for now."""
    lives.published(worker)
    case = lives.case_of(worker, lives.woman(worker))
    at = timezone.now()
    with acting(worker.staff.context):
        on_stage(case, "", "S1", worker.staff, at)
        return Task.objects.get(step__number="1")


def now_of(task: Task) -> Task:
    with as_system():
        return Task.objects.get(pk=task.pk)


def test_what_closes_by_doing_it_cannot_just_be_called_done(worker, client):
    """An assessment is not made by saying so."""
    at, her = timezone.now(), lives.woman(worker)
    with acting(worker.staff.context):
        review = tasks.add_task(
            survivor=her, centre_id=worker.centre.pk, kind="risk-review", due_at=at,
            by=worker.staff, at=at,
        )  # fmt: skip
        with pytest.raises(NotNow, match="su propia página"):
            tasks.finish(task=review, outcome="Listo", by=worker.staff, at=at)
    people.login(client, worker)
    page = client.get(f"/gestion/tareas/{review.pk}/").content.decode()
    assert "hecha/" not in page
    assert "riesgo/" in page
    assert now_of(review).state == TaskState.OPEN


def test_postponing_asks_for_a_reason_and_a_later_day(worker, task):
    at = timezone.now()
    with acting(worker.staff.context):
        with pytest.raises(NotNow):
            tasks.postpone(task=task, until=task.due_at + timedelta(days=1), reason=" ",
                           by=worker.staff, at=at)  # fmt: skip
        with pytest.raises(NotNow):
            tasks.postpone(task=task, until=at, reason="Está hospitalizada hasta el lunes",
                           by=worker.staff, at=at)  # fmt: skip
        moved = tasks.postpone(
            task=task, until=task.due_at + timedelta(days=3), by=worker.staff, at=at,
            reason="Está hospitalizada hasta el lunes",
        )  # fmt: skip
        kept = TaskMove.objects.get(task=task)
        assert kept.reason == "Está hospitalizada hasta el lunes"
    assert moved.state == TaskState.POSTPONED
    assert (kept.from_due, kept.to_due) == (task.due_at, moved.due_at)


def test_a_closed_task_is_not_closed_again_and_every_act_is_logged(worker, task):
    at = timezone.now()
    with acting(worker.staff.context):
        tasks.finish(task=task, outcome="Confirmó la hora", by=worker.staff, at=at)
        for act in (tasks.finish, tasks.cancel):
            with pytest.raises(NotNow):
                act(
                    task=task,
                    by=worker.staff,
                    at=at,
                    **({"outcome": ""} if act is tasks.finish else {"reason": "Ya no hace falta"}),
                )
    with as_system():
        written = AuditEvent.objects.filter(target_kind="task", target_id=str(task.pk))
        assert [event.detail["what"] for event in written] == ["task-done"]
        assert written[0].subject == task.survivor_id


def test_a_slip_is_taken_back_within_minutes_and_not_later(worker, task):
    at = timezone.now()
    with acting(worker.staff.context):
        tasks.finish(task=task, outcome="Otra", by=worker.staff, at=at)
        with pytest.raises(NotNow):
            tasks.undo(task=task, by=worker.staff, at=at + timedelta(minutes=16))
        back = tasks.undo(task=task, by=worker.staff, at=at + timedelta(minutes=5))
        assert (back.state, back.outcome) == (TaskState.OPEN, "")


def test_the_same_thing_asked_twice_is_one_task_in_a_centre(worker, task):
    with acting(worker.staff.context):
        again = tasks.add_task(
            survivor=task.survivor, centre_id=task.centre_id, kind=task.kind, step=task.step,
            due_at=task.due_at + timedelta(days=1), by=worker.staff, at=timezone.now(),
        )  # fmt: skip
    assert again.pk == task.pk


def test_doing_the_thing_settles_the_step_that_asked_for_it(worker):
    lives.published(worker, [StepDraft("1", "Revisar", "S1", task_kind="waiting-review"),
                             StepDraft("2", "Llamar", "S1")])  # fmt: skip
    case = lives.case_of(worker, lives.woman(worker))
    with acting(worker.staff.context):
        on_stage(case, "", "S1", worker.staff, timezone.now())
        done = tasks.settle(
            survivor=case.survivor, kind="waiting-review", target=("any", case.pk),
            by=worker.staff, at=timezone.now(),
        )  # fmt: skip
        left = Task.objects.get(done_at=None)
    assert (done, left.step.number) == (1, "2")


def test_the_page_shows_step_source_and_guidance_and_takes_the_outcome(client, worker, task):
    people.login(client, worker)
    page = client.get(f"/gestion/tareas/{task.pk}/").content.decode()
    assert "Protocolo de prueba" in page
    assert "Use solo el contacto seguro." in page
    answer = client.post(f"/gestion/tareas/{task.pk}/hecha/", {"outcome": "Vendrá el jueves"})
    assert answer.status_code == 302
    with acting(worker.staff.context):
        assert Task.objects.get(pk=task.pk).outcome == "Vendrá el jueves"


def test_a_refused_postponement_keeps_what_was_typed(client, worker, task):
    people.login(client, worker)
    sent = {"until": "2020-01-01", "reason": "Porque ella lo pidió así"}
    answer = client.post(f"/gestion/tareas/{task.pk}/postergar/", sent)
    assert answer.status_code == 422
    assert "Porque ella lo pidió así" in answer.content.decode()
    assert now_of(task).state == TaskState.OPEN


def test_a_task_is_given_only_to_somebody_of_the_centre(client, worker, task):
    colleague = people.own_centre_worker("carla.colega")
    outsider = people.other_centre_worker()
    people.login(client, worker)
    address = f"/gestion/tareas/{task.pk}/entregar/"
    assert client.post(address, {"to": str(outsider.id)}).status_code == 422
    assert client.post(address, {"to": str(colleague.id)}).status_code == 302
    assert now_of(task).assigned_to == colleague.id


def test_another_centres_worker_meets_nothing(task):
    client = people.login(Client(), people.other_centre_worker())
    assert client.get(f"/gestion/tareas/{task.pk}/").status_code == 404
    assert client.post(f"/gestion/tareas/{task.pk}/hecha/").status_code == 404


def test_a_move_taken_back_opens_the_tasks_it_had_closed(worker, task):
    with acting(worker.staff.context):
        case = task.case
        on_stage(case, "S1", "S3", worker.staff, timezone.now())
        assert now_of(task).state == TaskState.CANCELLED
        on_stage(case, "S3", "S1", worker.staff, timezone.now())
    assert now_of(task).state == TaskState.OPEN


def test_a_task_without_a_case_falls_in_somebody_s_day(worker):
    """A measure or a duty is hers, not the case's: whoever is in charge must find it in her day."""
    her, at = lives.woman(worker), timezone.now()
    case = lives.case_of(worker, her)
    asked = {"survivor": her, "centre_id": worker.centre.pk, "by": worker.staff, "at": at}
    with acting(worker.staff.context):
        task = tasks.add_task(kind="measure-30", due_at=at + timedelta(days=1), **asked)
        heads = tasks.add_task(kind="plan-sign", due_at=at, for_head=True, **asked)
    assert (task.case_id, task.assigned_to) == (case.pk, worker.staff.operator_id)
    assert heads.assigned_to is None


def test_a_late_task_older_than_her_case_makes_the_case_late(worker, client: Client):
    """What was asked for before the case was opened counts too."""
    her, at = lives.woman(worker), timezone.now()
    case = lives.case_of(worker, her)
    with acting(worker.staff.context):
        tasks.add_task(
            survivor=her, centre_id=worker.centre.pk, kind="duty-due", by=worker.staff, at=at,
            due_at=at - timedelta(hours=3), assigned_to=case.in_charge,
        )  # fmt: skip
    with as_system():
        Task.objects.filter(survivor=her).update(case=None)
    people.login(client, worker)
    page = client.get("/gestion/casos/?atraso=1").content.decode()
    assert f"/gestion/sobrevivientes/{her.pk}/" in page


def test_what_runs_out_today_comes_before_what_is_late_already(worker):
    """Twenty old tasks must not push a clock of today to the second page."""
    her = lives.woman(worker)
    with acting(worker.staff.context):
        for kind, due in (("old", lives.AT - timedelta(days=30)),
                          ("now", lives.AT + timedelta(hours=2)),
                          ("next", lives.AT + timedelta(days=9))):  # fmt: skip
            tasks.add_task(
                survivor=her, centre_id=worker.centre.pk, kind=kind, due_at=due, by=worker.staff,
                at=lives.AT, assigned_to=worker.staff.operator_id,
            )  # fmt: skip
        shown = agenda(worker.staff, lives.AT).tasks
    assert [task.kind for task in shown] == ["now", "old", "next"]


def test_on_a_sunday_what_runs_out_on_monday_is_not_for_later(worker):
    her, sunday = lives.woman(worker), datetime(2026, 5, 3, 12, tzinfo=CHILE)
    due = {"monday": 1, "sunday after": 7, "monday after": 8}
    with acting(worker.staff.context):
        for kind, days in due.items():
            tasks.add_task(
                survivor=her, centre_id=worker.centre.pk, kind=kind, at=lives.AT, by=worker.staff,
                due_at=sunday + timedelta(days=days), assigned_to=worker.staff.operator_id,
            )  # fmt: skip
        found = agenda(worker.staff, sunday)
        told = [line_of(task, sunday).section for task in found.tasks]
    assert told == [Section.SOON, Section.SOON, Section.LATER]
    assert (found.counts[Section.SOON], found.counts[Section.LATER]) == (2, 1)
