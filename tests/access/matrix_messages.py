"""Rows of the matrix for messages and for what to say."""

from tests.access.matrix import Row, every_staff, staff
from tests.access.matrix_files import BOTH, reading, writing

ROWS: tuple[Row, ...] = (
    staff("messages:centre", n2=200, **BOTH),
    staff("messages:switch", method="post", data={"centre": ""}, n2=302),
    staff("messages:texts", n2=200),
    staff("messages:text", make=lambda _world: [1], n2=200),
    every_staff("messages:scripts", 200),
    every_staff("messages:script", 200, make=lambda _world: ["pide-reabrir"]),
    writing("messages:choose"),  # nothing to write to: back to her space, which says so
    writing("messages:ask"),
    writing("messages:stop"),
    reading("messages:words"),
    reading("messages:call"),
)
