"""How many questions a page asks the database, leaving out what only tests add to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Tests run inside a transaction: the request's own becomes a savepoint and is left by hand, and
# the log's month is not known yet; a process asks for it once.
ONLY_HERE = ("SAVEPOINT", "RELEASE", "SELECT set_config('app.kind', 'anonymous'",
             "SELECT siivbg_audit_partition")  # fmt: skip


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give the list that is filled, at the end, with the SQL of what was asked."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    texts = [query["sql"] for query in captured.captured_queries]
    asked += [text for text in texts if not text.startswith(ONLY_HERE)]
