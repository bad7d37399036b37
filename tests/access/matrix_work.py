"""Rows of the matrix for the day's work."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
