"""Rows of the matrix for the trayecto."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
