"""Rows of the matrix for the trayecto."""

from tests.access.matrix import Row
from tests.access.matrix_files import HERE, hers, reading, staff

ROWS: tuple[Row, ...] = (
    reading("survivors:ledger-staff"),
    staff("survivors:trajectory-print", make=hers(), method="post", data={"purpose": "request"},
          **HERE),
)  # fmt: skip
