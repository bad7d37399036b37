"""Rows of the matrix for legal processes and duties."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
