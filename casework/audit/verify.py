"""The proof that the log is whole: every row, every lane's end, every anchor (design 7, AB23)."""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from .anchors import BrokenAnchor, stores
from .chain import LANES, canonical

GRACE = timedelta(hours=1)  # how long a lane's last rows may be without an anchor
_BATCH = 5000
_ROWS = (
    f"SELECT e.lane, e.seq, e.prev_hash, e.hash, {canonical('e')}, e.created_at "  # noqa: S608
    "FROM casework_auditevent e ORDER BY e.lane, e.seq"
)
_UNGUARDED = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE (c.relname LIKE 'casework\\_auditevent%' OR c.relname = 'casework_auditlane')
AND NOT t.tgisinternal AND t.tgenabled NOT IN ('O', 'A') LIMIT 1
"""


class Broken(Exception):
    """The first place where the log is not what was written, in plain words."""


@dataclass(slots=True)
class Proof:
    """What was seen of a whole log."""

    lanes: int = 0
    events: int = 0
    anchors: int = 0
    unanchored: int = 0  # the newest rows, whose anchor may still be on its way


@dataclass(slots=True)
class _Lane:
    """A lane as the table of lanes and the anchors know it."""

    number: int
    seq: int
    head: bytes
    anchors: dict[int, str]
    unanchored: int = 0


Anchors = dict[int, dict[int, str]]
Progress = Callable[[int, int], None]
_Row = tuple[int, int, bytes, bytes, str | None, datetime]


def verify(*, now: datetime | None = None, progress: Progress | None = None) -> Proof:
    """Prove the log, reading all of it once, in one snapshot. Raises Broken.

    Anchors are read first: what they speak of was committed before the snapshot. Needs a role
    that may read every row (siivbg_system).

    What no proof can show: a row added at the end by somebody with the power to insert, once a
    later act's anchor has covered it. It changes nothing of what was there before.
    """
    anchors, proof, now = _anchors(), Proof(), now or datetime.now(UTC)
    proof.anchors = sum(len(lane) for lane in anchors.values())
    with _snapshot(), closing(_rows()) as everything:
        _check_guards()
        heads = _heads()
        total = sum(seq for seq, _ in heads.values())
        for number, rows in groupby(everything, key=itemgetter(0)):
            if number not in heads:
                raise Broken(f"Lane {number} has rows but should not exist.")
            lane = _Lane(number, *heads.pop(number), anchors.pop(number, {}))
            _verify_lane(lane, _counted(rows, proof, total, progress), now)
            proof.unanchored += lane.unanchored
        for number, (seq, _) in heads.items():
            if seq or number in anchors:
                raise Broken(f"Lane {number} should have rows but is empty: it was cut off.")
    return proof


def _anchors() -> Anchors:
    found: Anchors = {}
    for store in stores():
        try:
            for head in store.read():
                if found.setdefault(head.lane, {}).setdefault(head.seq, head.hash) != head.hash:
                    raise Broken(
                        f"Two anchors disagree on lane {head.lane}, row {head.seq}: "
                        "the chain was once another."
                    )
        except BrokenAnchor as place:
            raise Broken(
                f"Anchors: {place} was changed, or a line before it was changed, moved or removed."
            ) from place
    return found


@contextmanager
def _snapshot() -> Iterator[None]:
    """One unchanging view of the log; inside a caller's transaction, the caller's."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _check_guards() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_UNGUARDED)
        row = cursor.fetchone()
    if row:
        raise Broken(f"The guard {row[1]} of table {row[0]} is switched off.")


def _heads() -> dict[int, tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lane, seq, head FROM casework_auditlane ORDER BY lane")
        heads = {lane: (seq, bytes(head)) for lane, seq, head in cursor.fetchall()}
    if sorted(heads) != list(range(LANES)):
        raise Broken(f"The table of lanes should hold lanes 0 to {LANES - 1}, each once.")
    return heads


def _counted(
    rows: Iterable[_Row], proof: Proof, total: int, progress: Progress | None
) -> Iterator[_Row]:
    proof.lanes += 1
    for row in rows:
        proof.events += 1
        if progress and proof.events % _BATCH == 0:
            progress(proof.events, total)
        yield row


def _verify_lane(lane: _Lane, rows: Iterable[_Row], now: datetime) -> None:
    last, previous, anchored = 0, bytes(32), max(lane.anchors, default=0)
    for _, number, prev_hash, found, text, made in rows:
        last += 1
        where = f"Lane {lane.number}, row {last}"
        if number != last:
            raise Broken(f"{where} is missing or doubled: the next one found is {number}.")
        if prev_hash != previous:
            raise Broken(f"{where} does not follow the row before it.")
        if text is None or hashlib.sha256(text.encode()).digest() != found:
            raise Broken(f"{where} was changed after it was written.")
        if lane.anchors.pop(last, found.hex()) != found.hex():
            raise Broken(f"{where} is not the row its anchor speaks of: the chain was rewritten.")
        if last > anchored:
            if made < now - GRACE:
                raise Broken(f"{where} has had no anchor for over an hour.")
            lane.unanchored += 1
        previous = found
    _check_end(lane, last, previous)


def _check_end(lane: _Lane, last: int, digest: bytes) -> None:
    if lane.anchors:
        raise Broken(
            f"Lane {lane.number} ends at row {last}, "
            f"but an anchor speaks of row {max(lane.anchors)}: the end was cut off."
        )
    if (last, digest) != (lane.seq, lane.head):
        raise Broken(
            f"Lane {lane.number} ends at row {last}, "
            f"but the table of lanes says row {lane.seq}, or another hash."
        )


def _rows() -> Generator[_Row, None, None]:
    """Stream all rows: a server-side cursor, binary, so that millions fit in little memory.

    Close it: left to the garbage collector, it would wait for the connection it runs on.
    """
    connection.ensure_connection()
    raw: Any = connection.connection
    with raw.cursor(name="audit_rows", binary=True) as cursor:
        cursor.itersize = _BATCH
        cursor.execute(_ROWS)
        yield from cursor
