"""A result is kept as it was reached; its clock asks for the next one; it follows her."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.cases.task_models import Task
from casework.risk import actions
from casework.risk.models import RiskResult
from casework.survivors import essentials
from casework.survivors.actions import open_attention
from casework.survivors.timeline_models import TrajectoryEvent
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db
WHY = "Ya no viven juntos y hay medidas"


def open_reviews() -> list[Task]:
    with as_system():
        return list(Task.objects.filter(kind="risk-review", done_at=None).order_by("created_at"))


def risk_of(her, someone):
    with acting(someone.staff.context):
        return essentials.values_of([her.pk], "risk")[her.pk]["risk"]


@pytest.fixture
def elsewhere(her):
    """A worker of another region who opened an attention for her."""
    other = people.other_centre_worker()
    staff = other.staff
    with acting(staff.context):
        open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention",
            by=staff, at=timezone.now(),
        )  # fmt: skip
    return other


def test_the_puir_is_kept_as_it_came(assess):
    kept = assess("VITAL_ALTO", "PUIR", reference="RUC 2600000001-1", unit="2.ª Comisaría")
    assert (kept.level, kept.vital_unknown, kept.institution_id) == ("ALTO", True, "MP")
    assert kept.applied_by is None
    with as_system():
        assert RiskResult.objects.get().reference == "RUC 2600000001-1"


def test_the_clock_asks_for_the_next_one(assess):
    kept = assess("ALTO")
    (task,) = open_reviews()
    assert (task.due_at, task.level, task.target_id) == (kept.valid_until, "ALTO", kept.pk)


def test_a_new_result_settles_the_review_and_asks_for_another(assess):
    assess("ALTO")
    second = assess("VITAL")
    assert [task.target_id for task in open_reviews()] == [second.pk]


def test_an_old_result_found_later_does_not_move_the_clock(assess):
    now = assess("ALTO")
    assess("BAJO", on=timezone.now() - timedelta(days=400))
    assert [task.target_id for task in open_reviews()] == [now.pk]


def test_a_level_is_not_lowered_silently(assess):
    assess("ALTO")
    with pytest.raises(actions.NotTaken) as refused:
        assess("BAJO", "PUIR", reason="")
    assert refused.value.problem.code == "lower"
    assert assess("BAJO", "PUIR", reason=WHY).level == "BAJO"


def test_her_trayecto_and_the_log_know_it_in_codes(assess):
    kept = assess("VITAL")
    with as_system():
        line = TrajectoryEvent.objects.get(target_id=kept.pk)
        event = AuditEvent.objects.filter(verb="file.changed", target_id=str(kept.pk)).get()
    assert (line.kind, line.level, line.detail["instrument"]) == ("risk", "VITAL", "JUICIO")
    assert event.detail == {"what": "risk"}


def test_the_other_region_reads_her_level_and_the_stranger_does_not(assess, her, elsewhere):
    assess("ALTO")
    assert risk_of(her, elsewhere)["level"] == "ALTO"
    stranger = people.head_of_other_centre("otra.jefa")
    with as_system():
        RiskResult.objects.update(centre_ids=[people.centre().pk])
    with acting(stranger.staff.context):
        assert not RiskResult.objects.exists()


def test_another_centres_result_restarts_the_review_here(assess, elsewhere, worker):
    assess("ALTO")
    theirs = assess("MEDIO", by=elsewhere)
    here, there = open_reviews()
    assert here.centre_id == worker.centre.pk
    assert here.due_at == there.due_at == theirs.valid_until


def test_the_database_moves_no_clock_for_who_does_not_attend_her(assess, her):
    assess("ALTO")
    with acting(people.other_centre_worker("nadie").staff.context):
        from django.db import connection

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT siivbg_risk_assessed(%s, now(), 'BAJO')", [her.pk])


def test_the_essential_says_level_day_and_staleness(assess, her, worker):
    kept = assess("VITAL", on=timezone.now() - timedelta(hours=80))
    value = risk_of(her, worker)
    assert (value["level"], value["stale"]) == ("VITAL", True)
    asked = essentials.Asked(her.pk, worker.staff, timezone.now())
    with acting(worker.staff.context):
        (line,) = [one for one in essentials.lines_of(asked) if one.url.endswith("/riesgo/")]
    assert line.tone == "danger"
    assert kept.valid_until < timezone.now()


def test_who_was_never_assessed_is_shown_too(her, worker):
    assert risk_of(her, worker) is None
    with acting(worker.staff.context):
        lines = essentials.lines_of(essentials.Asked(her.pk, worker.staff, timezone.now()))
    assert any(one.tone == "warning" and one.url.endswith("/riesgo/") for one in lines)


def test_a_slip_is_taken_back_and_the_level_before_holds_again(assess, her, worker):
    first = assess("BAJO")
    slip = assess("VITAL")
    with acting(worker.staff.context):
        actions.take_back(
            result=slip, reason="Era de otra persona de la lista", by=worker.staff,
            at=timezone.now(),
        )  # fmt: skip
    assert risk_of(her, worker)["level"] == "BAJO"
    assert [task.target_id for task in open_reviews()] == [first.pk]
    with as_system():
        assert TrajectoryEvent.objects.get(target_id=slip.pk).withdrawn_at is not None


def test_only_the_centre_that_wrote_it_takes_it_back(assess, elsewhere):
    kept = assess("ALTO")
    with acting(elsewhere.staff.context), pytest.raises(actions.TakenBack):
        actions.take_back(
            result=kept, reason="No es de nuestro centro aquí", by=elsewhere.staff,
            at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_until": None},
        {"applied_by": None, "institution": None},
        {"level": "VITAL", "vital_unknown": True},
    ],
)
def test_the_database_refuses_what_makes_no_sense(assess, wrong):
    kept = assess("ALTO")
    with as_system(), pytest.raises(IntegrityError), transaction.atomic():
        RiskResult.objects.filter(pk=kept.pk).update(**wrong)
