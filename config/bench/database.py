"""The database of the measurement: its own, kept while what it was made from stays the same."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import sql

from config.launch import commands, fingerprint, roles

from . import scale

NAME = "siivbg_bench"
_HERE = Path(__file__).parent
# What shapes the invented women.
_SOURCES = tuple(_HERE / name for name in ("women.py", "places.py", "scale_actions.py"))
Say = Callable[[str], None]


def environment() -> dict[str, str]:
    """Give the environment of every process that works in it: nothing of it in the real folders."""
    folder = settings.VAR_DIR / "bench"
    own = {
        "ANCHOR_DIR": "anchors",
        "KEY_DIR": "keys",
        "PRIVATE_DIR": "private",
        "SEAL_DIR": "seal",
    }
    return {
        **os.environ,
        "SIIVBG_DB_NAME": NAME,
        "CACHE_URL": "",
        **{name: str(folder / place) for name, place in own.items()},
    }


def ensure(women: int, say: Say) -> int:
    """Have the database ready with at least so many women; give how many there are.

    Leaves this process connected to it. Raises what commands.run raises.
    """
    wanted = f"{fingerprint.migrations()}-{fingerprint.of_files(_SOURCES)}"
    if _kept() != wanted:
        say("Making the database of the measurement (once).")
        _make(wanted)
    connection.close()
    connection.settings_dict["NAME"] = NAME
    there = scale.women_there()
    if there < women:
        _manage("system", "seed_scale", "--women", str(women - there))
        with roles.administrator(NAME) as admin:
            admin.execute("VACUUM ANALYZE")
    return max(there, women)


def _kept() -> str:
    """Give what the database was made from; empty when there is none."""
    with roles.administrator("postgres") as admin:
        row = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [NAME],
        ).fetchone()
    return str(row[0]) if row else ""


def _make(fingerprint_: str) -> None:
    name = sql.Identifier(NAME)
    with roles.administrator("postgres") as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
    for folder in ("anchors", "private"):
        shutil.rmtree(settings.VAR_DIR / "bench" / folder, ignore_errors=True)
    for command in (["prepare_database"], ["migrate", "--verbosity", "0"]):
        _manage("owner", *command)
    with roles.administrator("postgres") as admin:
        remember = sql.SQL("COMMENT ON DATABASE {} IS {}")
        admin.execute(remember.format(name, sql.Literal(fingerprint_)))


def _manage(role: str, *arguments: str) -> None:
    """Run a management command in the measurement's database, its lines shown as they come."""
    command = [sys.executable, "manage.py", *arguments]
    code = commands.attached(command, {**environment(), "SIIVBG_DB_ROLE": role})
    if code:
        raise commands.Failed(command, code, "")
