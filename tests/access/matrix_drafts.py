"""Rows of the matrix for kept drafts: whoever works with cases keeps her own."""

from tests.access.matrix import NOBODY_KNOWS, Row, staff
from tests.access.matrix_files import BOTH

NONE = dict.fromkeys(BOTH, 404)  # without a ticket of hers there is nothing to keep
GONE = dict.fromkeys(BOTH, 302)

ROWS: tuple[Row, ...] = (
    staff("drafts:save", method="post", **NONE),
    staff("drafts:discard", method="post", **NONE),
    staff("drafts:seal", **BOTH),
    staff("drafts:kept", **BOTH),
    staff("drafts:dismiss", make=lambda _world: [NOBODY_KNOWS], method="post", **GONE),
)
