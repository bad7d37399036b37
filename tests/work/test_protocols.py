"""A protocol is published whole, kept as it was used, and says what a stage asks for."""

from datetime import date
from typing import Any

import pytest
from django.db import Error, transaction

from casework.access.context import acting
from casework.cases.task_models import Task
from casework.cases.work.protocol_actions import on_stage
from casework.protocols import port
from casework.protocols.actions import NotPublishable, TooEarly
from casework.protocols.models import ProtocolStep, ProtocolVersion
from casework.protocols.rules import StepDraft
from casework.territory.validity import chilean_day
from tests import people
from tests.database import as_system
from tests.work import lives
from tests.work.lives import AT, STEPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def case(worker):
    return lives.case_of(worker, lives.woman(worker))


def moved(worker, case, before: str, after: str, at=AT) -> list[Task]:
    """Move the case as the room of cases does, and give the tasks that are open then."""
    with acting(worker.staff.context):
        on_stage(case, before, after, worker.staff, at)
        return list(Task.objects.filter(done_at=None, cancelled_at=None).order_by("step__number"))


def test_with_no_protocol_in_force_no_task_is_made_and_it_can_be_seen(worker, case):
    assert port.is_empty(chilean_day(AT))
    assert moved(worker, case, "", "S1") == []


def test_entering_a_stage_asks_for_its_steps_each_by_its_own_clock(worker, case):
    lives.published(worker)
    first, third = moved(worker, case, "", "S1")
    assert (first.step.number, third.step.number) == ("1", "3")
    assert first.assigned_to == worker.id
    # Five working days from a Monday are the next Monday, to its last second in Chile.
    assert first.due_at.isoformat() == "2026-12-01T02:59:59+00:00"
    assert third.due_at == lives.later(1)
    assert third.source == "SE-10"


def test_leaving_a_stage_closes_its_tasks_but_those_that_stay(worker, case):
    lives.published(worker)
    moved(worker, case, "", "S1")
    left = moved(worker, case, "S1", "S3")
    assert [task.step.number for task in left] == ["2", "3"]
    assert left[0].assigned_to is None, "a step of the head waits for the head"


def test_a_case_keeps_the_version_it_was_opened_under(worker, case):
    lives.published(worker)
    moved(worker, case, "", "S1")
    lives.published(worker, [StepDraft("9", "Otra cosa", "S3")], day=date(2026, 11, 24))
    assert [task.step.number for task in moved(worker, case, "S1", "S3", lives.later(3))] == [
        "2", "3",
    ]  # fmt: skip


def test_a_new_version_closes_the_one_before_it(worker):
    first = lives.published(worker)
    second = lives.published(worker, day=date(2026, 12, 1))
    first.refresh_from_db()
    assert (first.valid_to, second.version) == (date(2026, 11, 30), 2)
    assert port.in_force("prueba", date(2026, 11, 30)) == first
    assert port.in_force("prueba", date(2026, 12, 1)) == second


def test_a_version_cannot_begin_before_the_one_it_follows(worker):
    lives.published(worker)
    with pytest.raises(TooEarly):
        lives.published(worker, day=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "step"),
        ([StepDraft("1", "a", "S1"), StepDraft("1", "b", "S1")], "1"),
        ([StepDraft("1", "a", "luna")], "luna"),
        ([StepDraft("1", "a", "S1", 9000)], "400"),
        ([StepDraft("1", "", "S1")], "1:"),
        ([StepDraft("1", "a", "S1", role="N2")], "1:"),
        ([StepDraft("1", "a", "S1", unit="weeks")], "1:"),
    ],
)
def test_steps_that_do_not_hold_together_are_refused_with_reasons(worker, steps, said, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(NotPublishable) as refused:
        lives.published(worker, steps)
    assert said in " ".join(refused.value.reasons)
    assert not ProtocolVersion.objects.exists()


def change_title(version: ProtocolVersion) -> None:
    ProtocolVersion.objects.filter(pk=version.pk).update(title="Otro")


def change_step(version: ProtocolVersion) -> None:
    ProtocolStep.objects.filter(protocol=version).update(deadline=1)


def add_step(version: ProtocolVersion) -> None:
    ProtocolStep.objects.create(protocol=version, number="8", title="Más", trigger="S1")


def remove_step(version: ProtocolVersion) -> None:
    ProtocolStep.objects.filter(protocol=version, number="2").delete()


@pytest.mark.parametrize("change", [change_title, change_step, add_step, remove_step])
def test_the_database_keeps_a_protocol_as_it_was_used(worker, case, change: Any):
    version = lives.published(worker, STEPS)
    with as_system(), transaction.atomic():
        change(version)
        transaction.set_rollback(True)  # until somebody is worked by it, it may be mended
    moved(worker, case, "", "S1")
    with pytest.raises(Error, match="in use"), as_system(), transaction.atomic():
        change(version)


def test_publishing_is_written_in_the_log(worker):
    from casework.audit.models import AuditEvent

    version = lives.published(worker)
    with as_system():
        assert AuditEvent.objects.filter(target_kind="protocol", target_id=str(version.pk)).exists()


def test_a_source_given_by_another_room_replaces_the_tables(worker, monkeypatch):
    lives.published(worker)
    monkeypatch.setattr(port, "_sources", list(port._sources))
    port.provide(lambda _day: [])
    assert port.is_empty(chilean_day(AT))
