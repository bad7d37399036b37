"""Rows of the matrix for cases."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
