"""The databases of the measurement: one for each size, kept while what shaped them stays."""

import os
import shutil
import sys
from abc import ABC, abstractmethod
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


class Kept(ABC):
    """A database for measuring, kept between measurements. Nothing of it is in the real folders."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The database's name."""

    @property
    @abstractmethod
    def folder(self) -> Path:
        """Where its keys, anchors and files lie."""

    def environment(self) -> dict[str, str]:
        """Give the environment of every process that works in it."""
        own = {"ANCHOR_DIR": "anchors", "COPIES_DIR": "copies", "KEY_DIR": "keys",
               "PRIVATE_DIR": "private", "SEAL_DIR": "seal"}  # fmt: skip
        return {
            **os.environ,
            "SIIVBG_DB_NAME": self.name,
            "CACHE_URL": "",
            **{name: str(self.folder / place) for name, place in own.items()},
        }

    def enter(self) -> None:
        """Leave this process connected to it."""
        connection.close()
        connection.settings_dict["NAME"] = self.name

    def made_from(self) -> str:
        """Give what the database was made from; empty when there is none."""
        with roles.administrator("postgres") as admin:
            row = admin.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [self.name],
            ).fetchone()
        return str(row[0]) if row else ""

    def create(self, template: str = "template1") -> None:
        """Make it anew, empty or as another one is."""
        name, like = sql.Identifier(self.name), sql.Identifier(template)
        with roles.administrator("postgres") as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, like))
        for place in ("anchors", "private"):
            shutil.rmtree(self.folder / place, ignore_errors=True)

    def migrate(self) -> None:
        """Bring its tables to what the code knows."""
        for command in (["prepare_database"], ["migrate", "--verbosity", "0"]):
            self.manage("owner", *command)

    def remember(self, made_from: str) -> None:
        """Write on the database what it was made from."""
        with roles.administrator("postgres") as admin:
            remember = sql.SQL("COMMENT ON DATABASE {} IS {}")
            admin.execute(remember.format(sql.Identifier(self.name), sql.Literal(made_from)))

    def tidy(self) -> None:
        """Let the server know what is in it, after much was written."""
        with roles.administrator(self.name) as admin:
            admin.execute("VACUUM ANALYZE")

    def manage(self, role: str, *arguments: str) -> None:
        """Run a management command in it, its lines shown as they come. Raises commands.Failed."""
        command = [sys.executable, "manage.py", *arguments]
        code = commands.attached(command, {**self.environment(), "SIIVBG_DB_ROLE": role})
        if code:
            raise commands.Failed(command, code, "")


@dataclass(frozen=True, slots=True)
class Registry(Kept):
    """A database with at least so many invented women."""

    women: int

    @property
    def name(self) -> str:
        """The database's name."""
        return f"siivbg_bench_{self.women}"

    @property
    def folder(self) -> Path:
        """Where its keys, anchors and files lie."""
        return settings.VAR_DIR / "bench" / str(self.women)

    def ensure(self, say: Say) -> None:
        """Have it ready, and leave this process connected to it.

        Raises what commands.run raises.
        """
        women = fingerprint.of_files(_SOURCES)
        wanted = f"{women}-{fingerprint.migrations()}"
        made_from = self.made_from()
        if not made_from.startswith(women):
            say(f"Making the database of {self.women} women (once).")
            self.create()
        if made_from != wanted:
            self.migrate()
            self.remember(wanted)
        self.enter()
        there = scale.women_there()
        if there < self.women:
            self.manage("system", "seed_scale", "--women", str(self.women - there))
            self.tidy()
