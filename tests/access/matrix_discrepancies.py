"""Rows of the matrix for data she says are not right (law DP-14)."""

from typing import Any

from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import HERE, hers


def row(world: World) -> Any:
    from tests.discrepancies.steps import told

    def made() -> Any:
        from casework.access.context import acting
        from tests.access.matrix_files import woman

        her, by = woman(world), world.staff["n6"]
        with acting(by.staff.context):
            her.given_names = "Ella"
            her.save(update_fields=["given_names"])
        return told(by, her, "names")

    return world.once("discrepancy", made)


def one(world: World) -> list[Any]:
    return [row(world).pk]


def passing(world: World) -> list[Any]:
    return [row(world).pk, "pasar"]


def names(world: World) -> list[Any]:
    return [row(world).survivor_id, "names"]


ROWS: tuple[Row, ...] = (
    staff("discrepancies:queue", n5=200, n5_other=200),
    staff("discrepancies:hers", make=hers(), **HERE),
    staff("discrepancies:new", make=names, **HERE),
    staff("discrepancies:one", make=one, **HERE),
    staff("discrepancies:act", make=passing, **HERE),
)
