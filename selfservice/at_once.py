"""All that her extract asks of the database, in one statement, for a page that shows all of it.

    with at_once.read() as groups:         # what was agreed; entered as herself
        extract.extract_of(her, groups, at)

The functions are the same that her own pages ask one by one, and give only what was agreed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

_ROWS = ("siivbg_my_life", "siivbg_my_contact", "siivbg_my_referrals")
_AHEAD: ContextVar[dict[str, Any] | None] = ContextVar("her extract", default=None)
_ASKED = """
SELECT ARRAY(SELECT unnest(a.groups) FROM selfservice_agreement a WHERE a.ended_at IS NULL
             AND a.survivor_id = (SELECT nullif(current_setting('app.survivor', true), '')::uuid)),
       s.first_at, s.last_at, f.children, f.in_care,
       ARRAY(SELECT row_to_json(r) FROM siivbg_my_life() r),
       ARRAY(SELECT row_to_json(r) FROM siivbg_my_contact() r),
       ARRAY(SELECT row_to_json(r) FROM siivbg_my_referrals() r)
FROM siivbg_my_since() s, siivbg_my_family() f
"""


@contextmanager
def read() -> Iterator[list[str]]:
    """Ask once for the whole block; gives the parts that were agreed."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED)
        groups, first, last, children, in_care, *rows = cursor.fetchone() or ([],) * 8
    found: dict[str, Any] = {
        "siivbg_my_since": (first, last),
        "siivbg_my_family": (children, in_care),
    }
    before = _AHEAD.set(found | dict(zip(_ROWS, rows, strict=True)))
    try:
        yield list(groups)
    finally:
        _AHEAD.reset(before)


def known(function: str) -> Any:
    """Give what was read of a function in this block; None outside one: ask it."""
    ahead = _AHEAD.get()
    return None if ahead is None else ahead[function]
