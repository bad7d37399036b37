"""Rows of the matrix for kept drafts."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
