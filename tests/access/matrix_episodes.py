"""Rows of the matrix for episodes and aggressors."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from casework.episodes import actions, aggressor_actions, vault_actions
from casework.survivors.models import Survivor
from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import reading, writing
from tests.database import as_system
from tests.episodes.cases import open_case


def told(world: World, survivor: Survivor) -> list[Any]:
    """An episode told by the worker here."""
    worker = world.staff["n6"]
    assert worker.centre is not None
    day = date(2025, 3, 8)
    made = actions.tell(
        survivor=survivor, told=actions.Told("day", ["FISICA"], day, day),
        centre_id=worker.centre.pk, by=worker.staff, at=timezone.now(),
    )  # fmt: skip
    return [made.pk]


def named(world: World, survivor: Survivor) -> list[Any]:
    """An aggressor named by the worker here; her case here is open."""
    worker = world.staff["n6"]
    at = timezone.now()
    made = aggressor_actions.name_aggressor(
        survivor=survivor, person=aggressor_actions.Person("Él"),
        bond=aggressor_actions.Bond("EX_CONYUGE"), by=worker.staff, at=at,
    )  # fmt: skip
    with as_system():
        open_case(survivor, worker.centre)
    return [made.pk]


def noted(world: World, survivor: Survivor) -> list[Any]:
    """A reserved note about him."""
    from casework.episodes.aggressor_models import Aggressor

    worker = world.staff["n6"]
    [pk] = named(world, survivor)
    note = vault_actions.keep_background(
        survivor=survivor, aggressor=Aggressor.objects.get(pk=pk), text="Nota",
        case=open_case(survivor, worker.centre), institution_code="MP", by=worker.staff,
        expires_on=timezone.localdate() + timedelta(days=9), at=timezone.now(),
    )  # fmt: skip
    return [pk, note.pk]


ROWS: tuple[Row, ...] = (
    reading("episodes:list"),
    reading("episodes:new"),
    reading("episodes:episode", told),
    reading("episodes:correct", told),
    writing("episodes:undo", told),
    reading("episodes:new-aggressor"),
    reading("episodes:aggressor", named),
    reading("episodes:correct-aggressor", named),
    reading("episodes:notes", named),
    # The head works in the centre of the case, so the vault opens to her as to the team.
    reading("episodes:background", named),
    reading("episodes:read-background", noted),
    staff("staff:conflicts", n2=200, n5=200, n5_other=200),
)
