"""Rows of the matrix for the register of women."""

from typing import Any

from django.utils import timezone

from casework.survivors.actions import Identity, register
from casework.survivors.duplicates.models import DuplicatePair
from casework.survivors.handover.actions import pass_on
from casework.survivors.models import Survivor
from casework.survivors.registry import actions
from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import BOTH, DONE, HERE, reading, related, writing
from tests.database import as_system


def theme(_world: World, _survivor: Survivor) -> list[Any]:
    return ["living"]


def datum(world: World, survivor: Survivor) -> list[Any]:
    """She said where she lives."""
    answers = {"housing": actions.Answer(("rented",))}
    by = world.staff["n6"].staff
    with as_system():
        actions.tell(survivor=survivor, answers=answers, by=by, at=timezone.now())
    return ["housing"]


def chosen(_world: World, _survivor: Survivor) -> list[Any]:
    """Nothing was joined: whoever may write is told to look again."""
    return ["housing"]


def pair(world: World) -> list[Any]:
    """Two women of the centre here who look like one."""
    worker = world.staff["n6"]
    assert worker.centre is not None
    same = {"working_name": "Luz", "first_surname": "Parecida", "second_surname": "Soto",
            "comuna_code": "05101"}  # fmt: skip
    with as_system():
        for _time in range(2):
            register(
                identity=Identity(**same), contact=None, centre_id=worker.centre.pk,
                by=worker.staff, at=timezone.now(),
            )  # fmt: skip
        return [DuplicatePair.objects.latest("created_at").pk]


def handover(world: World) -> list[Any]:
    """The worker here could not register somebody."""
    worker = world.staff["n6"]
    assert worker.centre is not None
    with as_system():
        made = pass_on(centre_id=worker.centre.pk, by=worker.staff, at=timezone.now())
    return [made.pk]


ROWS: tuple[Row, ...] = (
    staff("survivors:handovers", n5=200, n5_other=200),
    staff("survivors:handover-settle", make=handover, method="post", n5=302, n5_other=404),
    reading("survivors:intake"),
    reading("survivors:theme", theme),
    reading("survivors:datum", datum),
    reading("survivors:account"),
    writing("survivors:choose-value", chosen),
    reading("survivors:person", related),
    writing("survivors:person-end", related),
    staff("survivors:duplicates", **BOTH),
    staff("survivors:duplicate", make=pair, **HERE),
    staff("survivors:duplicate-decide", make=pair, method="post",
          data={"differ": "1", "because": "Son dos hermanas"}, **DONE),
)  # fmt: skip
