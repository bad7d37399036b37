"""Rows of the matrix for episodes and aggressors."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
