"""Rows of the matrix for the day's work."""

from typing import Any

from django.utils import timezone

from casework.cases.models import Case
from casework.cases.task_actions import add_task
from casework.cases.waiting.models import WaitingEntry
from tests.access.matrix import NOBODY_KNOWS, Row, World, staff
from tests.access.matrix_files import BOTH, DONE, HERE, woman
from tests.database import as_system


def task(world: World) -> list[Any]:
    """A task about a woman of the centre here."""
    her, worker = woman(world), world.staff["n6"]
    assert worker.centre is not None
    with as_system():
        made = add_task(
            survivor=her, centre_id=worker.centre.pk, kind="protocol-step", by=worker.staff,
            due_at=timezone.now(), at=timezone.now(),
        )  # fmt: skip
    return [made.pk]


def done(world: World) -> list[Any]:
    return [*task(world), "hecha"]


def place(world: World) -> list[Any]:
    """A place in the list of the centre here."""
    her, worker = woman(world), world.staff["n6"]
    assert worker.centre is not None
    with as_system():
        entry = WaitingEntry.objects.create(
            survivor=her, key_id=her.key_id, centre_ids=[worker.centre.pk], centre=worker.centre,
            case=Case.objects.get(survivor=her), entered_at=timezone.now(),
            review_by=timezone.localdate(),
        )  # fmt: skip
    return [entry.pk]


def case(world: World) -> list[Any]:
    """Her case in the centre here; it holds no protocol, and that is said there."""
    with as_system():
        return [Case.objects.get(survivor=woman(world)).pk]


def reviewed(world: World) -> list[Any]:
    return [*place(world), "revisar"]


def nothing(_world: World) -> list[Any]:
    return [NOBODY_KNOWS]


ALL = {"n5": 302, "n6": 302, "n5_other": 302, "n6_other": 302}
HEADS = {"n5": 302, "n5_other": 302}

ROWS: tuple[Row, ...] = (
    staff("work:day", **BOTH),
    staff("work:tasks", **BOTH),
    staff("work:task", make=task, **HERE),
    staff("work:task-act", make=done, method="post", **DONE),
    staff("work:cases", **BOTH),
    staff("work:save-filter", method="post", data={"name": "Atrasos"}, **ALL),
    # Somebody else's filter is as if it were not there: nothing is removed and nothing is said.
    staff("work:forget-filter", make=nothing, method="post", **ALL),
    staff("work:assign", method="post", **HEADS),
    staff("work:give-back", method="post", **HEADS),
    staff("work:review-case", make=case, method="post", **DONE),
    staff("work:centre", n5=200, n5_other=200),
    staff("work:waiting", **BOTH),
    staff("work:place", make=place, **HERE),
    staff("work:place-act", make=reviewed, method="post", data={"why": "no_place"}, **DONE),
)
