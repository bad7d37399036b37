"""Rows of the matrix for plans."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
