"""Rows of the matrix for the register of women."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
