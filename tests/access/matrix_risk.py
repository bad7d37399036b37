"""Rows of the matrix for risk results."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
