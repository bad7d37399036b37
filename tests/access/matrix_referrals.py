"""Rows of the matrix for referrals."""

from tests.access.matrix import Row

ROWS: tuple[Row, ...] = ()
