"""Rows of the matrix for the way to the training copy and back; the copy has tests of its own."""

from tests.access.matrix import OUTSIDE, STAFF, Row, every_staff, none, staff
from tests.access.matrix_training import place

ROWS: tuple[Row, ...] = (
    every_staff("practising:home", 200),
    # Where there is no copy, nobody is sent to it.
    every_staff("practising:go", 302, method="post", data={"ejercicio": "recibir"}),
    # The course asks for no practice: there is nothing to look at.
    staff("practising:watch", make=place, method="post", rest=404),
    # Open: what is brought back says by its signature where it comes from.
    Row("practising:result", dict.fromkeys(OUTSIDE, 401) | dict.fromkeys(STAFF, 302), none,
        "post", {"resultado": "nothing"}),
)  # fmt: skip
