"""Rows of the matrix for the register of women."""

from typing import Any

from django.utils import timezone

from casework.survivors.models import Survivor
from casework.survivors.registry import actions
from tests.access.matrix import Row, World
from tests.access.matrix_files import reading, related, writing
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


ROWS: tuple[Row, ...] = (
    reading("survivors:intake"),
    reading("survivors:theme", theme),
    reading("survivors:datum", datum),
    reading("survivors:account"),
    reading("survivors:person", related),
    writing("survivors:person-end", related),
)
