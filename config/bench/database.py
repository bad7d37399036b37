"""The databases of the measurement: one for each size, kept while what shaped them stays."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import sql

from config.launch import commands, fingerprint, roles

from . import scale

_HERE = Path(__file__).parent
# What shapes the invented women.
_SOURCES = tuple(
    _HERE / name
    for name in (
        "women.py", "places.py", "scale_actions.py", "bulk.py", "life_plan.py", "lives.py",
        "life_lines.py",
    )
)  # fmt: skip
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Registry:
    """A database with at least so many invented women. Nothing of it is in the real folders."""

    women: int

    @property
    def name(self) -> str:
        """The database's name."""
        return f"siivbg_bench_{self.women}"

    @property
    def folder(self) -> Path:
        """Where its keys, anchors and files lie."""
        return settings.VAR_DIR / "bench" / str(self.women)

    def environment(self) -> dict[str, str]:
        """Give the environment of every process that works in it."""
        own = {"ANCHOR_DIR": "anchors", "KEY_DIR": "keys", "PRIVATE_DIR": "private",
               "SEAL_DIR": "seal"}  # fmt: skip
        return {
            **os.environ,
            "SIIVBG_DB_NAME": self.name,
            "CACHE_URL": "",
            **{name: str(self.folder / place) for name, place in own.items()},
        }

    def ensure(self, say: Say) -> None:
        """Have it ready, and leave this process connected to it.

        Raises what commands.run raises.
        """
        women = fingerprint.of_files(_SOURCES)
        wanted = f"{women}-{fingerprint.migrations()}"
        made_from = self._made_from()
        if not made_from.startswith(women):
            say(f"Making the database of {self.women} women (once).")
            self._create()
        if made_from != wanted:
            self._migrate(wanted)
        connection.close()
        connection.settings_dict["NAME"] = self.name
        there = scale.women_there()
        if there < self.women:
            self._manage("system", "seed_scale", "--women", str(self.women - there))
            with roles.administrator(self.name) as admin:
                admin.execute("VACUUM ANALYZE")

    def _made_from(self) -> str:
        """Give what the database was made from; empty when there is none."""
        with roles.administrator("postgres") as admin:
            row = admin.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [self.name],
            ).fetchone()
        return str(row[0]) if row else ""

    def _create(self) -> None:
        name = sql.Identifier(self.name)
        with roles.administrator("postgres") as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        for place in ("anchors", "private"):
            shutil.rmtree(self.folder / place, ignore_errors=True)

    def _migrate(self, made_from: str) -> None:
        """Bring its tables to what the code knows, and remember that."""
        for command in (["prepare_database"], ["migrate", "--verbosity", "0"]):
            self._manage("owner", *command)
        with roles.administrator("postgres") as admin:
            remember = sql.SQL("COMMENT ON DATABASE {} IS {}")
            admin.execute(remember.format(sql.Identifier(self.name), sql.Literal(made_from)))

    def _manage(self, role: str, *arguments: str) -> None:
        """Run a management command in the database, its lines shown as they come."""
        command = [sys.executable, "manage.py", *arguments]
        code = commands.attached(command, {**self.environment(), "SIIVBG_DB_ROLE": role})
        if code:
            raise commands.Failed(command, code, "")
