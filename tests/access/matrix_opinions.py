"""Rows of the matrix for opinions (law OI-10): figures for who sees figures, a screen for all."""

from tests.access.matrix import Row, every_staff, public, staff
from tests.access.matrix_files import HERE, hers, unopened

AGGREGATES = {
    "n1": 200, "n3": 200, "n4": 200, "n5": 200, "n5_other": 200, "n6": 200, "n6_other": 200
}  # fmt: skip

ROWS: tuple[Row, ...] = (
    unopened("selfservice:opinion"),
    staff("opinions:figures", **AGGREGATES),
    staff("opinions:hand", make=hers(), **HERE),
    every_staff("opinions:here", 200, method="post"),
    public("opinion:kiosk", 200),
    public("opinion:thanks", 200),
)
