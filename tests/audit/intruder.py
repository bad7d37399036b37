"""What somebody who owns the database could do to the log, for tests that must catch her."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from casework.audit.chain import COLUMNS, canonical
from tests.database import as_superuser

# A different value for each column, whatever it holds.
OTHER = {
    "id": "gen_random_uuid()",
    "created_at": "created_at - interval '1 microsecond'",
    "at": "at - interval '1 microsecond'",
    "actor_kind": "actor_kind || 'x'",
    "actor_id": "CASE WHEN actor_id IS NULL THEN gen_random_uuid() END",
    "actor_level": "CASE actor_level WHEN '' THEN 'N1' ELSE '' END",
    "actor_centre": "CASE WHEN actor_centre IS NULL THEN 1 END",
    "verb": "verb || '.x'",
    "target_kind": "target_kind || 'x'",
    "target_id": "target_id || 'x'",
    "subject": "CASE WHEN subject IS NULL THEN gen_random_uuid() END",
    "purpose": "purpose || 'x'",
    "request_id": "CASE WHEN request_id IS NULL THEN gen_random_uuid() END",
    "origin": "origin || 'x'",
    "detail": """detail || '{"x": null}'""",
    "centre_ids": "centre_ids || 0",
    "lane": "(lane + 1) %% 32",
    "seq": "seq + 1000",
    "prev_hash": "set_byte(prev_hash, 31, 255 - get_byte(prev_hash, 31))",
    "hash": "set_byte(hash, 0, 255 - get_byte(hash, 0))",
}
assert set(OTHER) == {*COLUMNS, "hash"}
CONTENT = tuple(name for name in COLUMNS if name not in {"lane", "seq", "prev_hash"})


@contextmanager
def intruding() -> Iterator[None]:
    """Have every power over the database, with the guards off; afterwards nothing has happened."""
    with transaction.atomic():
        with as_superuser():
            run("SET LOCAL session_replication_role = replica")
            yield
        transaction.set_rollback(True)


def run(statement: str, parameters: list[object] | None = None) -> list[tuple]:
    """Execute a statement and give its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def edit(lane: int, seq: int, column: str) -> None:
    """Change one value."""
    where = "lane = %s AND seq = %s"
    run(f"UPDATE casework_auditevent SET {column} = {OTHER[column]} WHERE {where}", [lane, seq])


def delete(lane: int, seq: int) -> None:
    """Take one row away."""
    run("DELETE FROM casework_auditevent WHERE lane = %s AND seq = %s", [lane, seq])


def swap(lane: int, one: int, other: int) -> None:
    """Exchange two rows' places."""
    run(
        "UPDATE casework_auditevent SET seq = %s + %s - seq WHERE lane = %s AND seq IN (%s, %s)",
        [one, other, lane, one, other],
    )


def cut(lane: int, after: int) -> None:
    """Cut off the end, and make the table of lanes agree."""
    run("DELETE FROM casework_auditevent WHERE lane = %s AND seq > %s", [lane, after])
    rechain(lane)


def forge(lane: int, seq: int) -> None:
    """Copy a row to another moment, in the same place of the chain."""
    names = ", ".join(OTHER)
    values = ", ".join({"id": "gen_random_uuid()", "verb": "'x'"}.get(name, name) for name in OTHER)
    run(
        f"INSERT INTO casework_auditevent ({names}) SELECT {values} FROM casework_auditevent"
        " WHERE lane = %s AND seq = %s",
        [lane, seq],
    )


def rechain(lane: int) -> None:
    """Number the rows again from 1 and compute every hash and the lane's end again."""
    previous, number = bytes(32), 0
    for (row,) in run(
        "SELECT id FROM casework_auditevent WHERE lane = %s ORDER BY seq, id", [lane]
    ):
        number += 1
        run(
            "UPDATE casework_auditevent SET seq = %s, prev_hash = %s WHERE id = %s",
            [number, previous, row],
        )
        [(previous,)] = run(
            f"UPDATE casework_auditevent e SET hash = sha256(convert_to({canonical('e')}, 'UTF8'))"
            " WHERE id = %s RETURNING hash",
            [row],
        )
    run(
        "UPDATE casework_auditlane SET seq = %s, head = %s WHERE lane = %s",
        [number, previous, lane],
    )
