"""Page time over the time of its bare SQL, and what the log costs inside a page."""

from collections.abc import Iterator
from contextlib import ExitStack

from auditlog import receivers
from django.db import connections

from casework.audit import anchoring, log

from .pages import Page
from .statements import heard_during, needed_by, send
from .table import Row, verdict
from .timing import Stopwatch, Times

LOG_SHARE = 15  # per cent of a page (design 7)


def page_row(page: Page, repetitions: int) -> Row:
    """Measure a page and, turn by turn, the statements it needs. Raises Unmeasurable."""
    whole, bare = Times(), Times()
    count = len(heard_during(page.checked()))
    for _turn in range(repetitions):
        statements = needed_by(page.checked())
        send(statements, bare)
        act = page.checked()
        with whole.one():
            act()
    ratio = whole.median / bare.median
    return Row(
        page.name,
        str(whole),
        str(count),
        f"its SQL {bare.median:.1f} ms",
        f"{ratio:.2f}x",
        f"{page.limit:g}x" if page.limit else "-",
        verdict(ratio, page.limit) if page.limit else "-",
    )


def log_rows(read: Page, write: Page, repetitions: int) -> Iterator[Row]:
    """Measure the log's part of a reading and of a writing page.

    A page that only reads would have nothing to commit without the log: there the commit counts
    as the log's.
    """
    yield _log_row("The log, in a read (her file)", read, repetitions, with_commit=True)
    yield _log_row("The log, in a write (contact)", write, repetitions, with_commit=False)


def _log_row(name: str, page: Page, repetitions: int, *, with_commit: bool) -> Row:
    whole, share = Times(), Times()
    page.checked()()
    for _turn in range(repetitions):
        act, watch = page.checked(), Stopwatch()
        with ExitStack() as stack:
            for owner, work in _parts(with_commit):
                stack.enter_context(watch.on(owner, work))
            with whole.one():
                act()
        share.taken.append(watch.total)
    percent = 100 * share.median / whole.median
    return Row(
        name,
        str(share),
        reference=f"page {whole.median:.1f} ms",
        ratio=f"{percent:.1f} %",
        limit=f"{LOG_SHARE} %",
        verdict=verdict(percent, LOG_SHARE),
    )


def _parts(with_commit: bool) -> Iterator[tuple[object, str]]:
    """Give what the log is made of: checks, the row, the anchor, the field changes."""
    yield log, "_check"
    yield log, "check_stores"
    yield log, "_write"
    yield anchoring.Anchoring, "__call__"
    yield receivers, "_create_log_entry"
    if with_commit:
        yield connections["default"], "_commit"
