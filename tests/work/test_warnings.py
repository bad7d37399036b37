"""Several warnings of one thing stand as one line: the one that counts now."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.cases.task_actions import add_task
from casework.cases.task_models import Task
from casework.cases.task_shown import pressing
from casework.cases.work import board_queries, day_queries
from casework.cases.work.filters import Filter
from casework.cases.work.names import team_of
from casework.cases.work.task_queries import agenda
from casework.survivors import essentials
from casework.territory.validity import chilean_day
from tests import people
from tests.work import lives

pytestmark = pytest.mark.django_db
MEASURE = ("measure-60", "measure-30", "measure-10", "measure-expired")


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    earlier = timezone.now() - timedelta(days=100)
    return lives.woman(worker, at=earlier)


def warn(worker, her, days: dict[str, int], target=None) -> None:
    """Ask for each kind of warning so many days from now, about one record."""
    at, target = timezone.now(), target or ("measure", uuid4())
    with acting(worker.staff.context):
        for kind, ahead in days.items():
            add_task(survivor=her, centre_id=worker.centre.pk, kind=kind, by=worker.staff, at=at,
                     due_at=at + timedelta(days=ahead), target=target,
                     assigned_to=worker.id)  # fmt: skip


def shown(worker, at: datetime | None = None) -> list[str]:
    with acting(worker.staff.context):
        rows = pressing(Task.objects.filter(done_at=None, cancelled_at=None), at)
        return list(rows.order_by("due_at").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("first", "stands"),
    [(5, "measure-60"), (-5, "measure-30"), (-40, "measure-10"), (-59, "measure-expired"),
     (-90, "measure-expired")],
)  # fmt: skip
def test_of_a_measures_warnings_the_one_due_next_stands(worker, her, first, stands):
    """When all are over, the last one does: it says that the measure ended."""
    warn(worker, her, dict(zip(MEASURE, (first, first + 30, first + 50, first + 61), strict=True)))
    assert shown(worker) == [stands]


def test_two_measures_have_a_line_each(worker, her):
    for _once in range(2):
        warn(worker, her, {"measure-60": -10, "measure-30": 20})
    assert shown(worker) == ["measure-30", "measure-30"]


def test_what_is_no_warning_of_the_same_thing_keeps_its_line(worker, her):
    """Checking a measure, or asking the Service to complain, is another thing to do."""
    duty = ("duty", uuid4())
    warn(worker, her, {"duty-first": -1, "duty-second": 1, "femicide-complaint": 1}, duty)
    warn(worker, her, {"measure-30": 3, "measure-10": 23, "measure-check": 4})
    assert set(shown(worker)) == {
        "duty-second", "femicide-complaint", "measure-30", "measure-check"
    }  # fmt: skip


def test_the_day_the_board_and_the_head_of_her_file_count_the_same_line(worker, her):
    warn(worker, her, {"measure-60": -20, "measure-30": 10, "measure-10": 30})
    at = timezone.now()
    with acting(worker.staff.context):
        found = agenda(worker.staff, at)
        assert [task.kind for task in found.tasks] == ["measure-30"]
        assert found.counts["overdue"] == 0
        team = team_of([worker.centre.pk], chilean_day(at))
        board = board_queries.board(worker.staff, [worker.centre.pk], team, at)
        assert [load.late for load in board.loads if load.operator_id == worker.id] == [0]
        line = essentials.lines_for([her.pk], worker.staff, at, "next_step")[her.pk][0]
        assert line.tone == "neutral"
        assert "renovación" in line.words
        case = day_queries.cases_of(worker.staff, worker.id).get()
        assert case.due > at
        late = Filter.of({"atraso": "1"}).narrow(type(case).objects.all(), worker.staff, at)
        assert not late.exists()


def test_a_file_with_everything_done_says_so(worker, her):
    with acting(worker.staff.context):
        Task.objects.update(done_at=timezone.now(), done_by=worker.id)
        line = essentials.lines_for([her.pk], worker.staff, timezone.now(), "next_step")[her.pk]
    assert [one.tone for one in line] == ["success"]
