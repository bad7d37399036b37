"""The test database: a migrated template, cloned for each worker, used as the application."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners
import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from config.launch import embedded, fingerprint

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "siivbg_template_"
CLONE = "siivbg_test_"


def administrator(dbname: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
    """A superuser's connection to the server under test."""
    default = settings.DATABASES["default"]
    return psycopg.connect(
        host=default["HOST"], port=default["PORT"], dbname=dbname, user=admin_user(),
        password=default.get("PASSWORD") or None, autocommit=True,
    )  # fmt: skip


def admin_user() -> str:
    """The superuser's name: the embedded server's, or DATABASE_URL's login."""
    return settings.DATABASES["default"]["USER"] if settings.DATABASE_URL else "postgres"


def clone_template(name: str, lock: Path) -> None:
    """Make a fresh copy of the migrated template, building that first (once, whoever asks)."""
    template = TEMPLATE + fingerprint.migrations()
    with fasteners.InterProcessLock(lock), administrator() as admin:
        _sweep(admin, keep=template)
        if not _exists(admin, template):
            _build(admin, template)
        _clone(admin, name, template)


def clone(name: str, source: str) -> None:
    """Make a fresh copy of a database that nobody is connected to."""
    with administrator() as admin:
        _clone(admin, name, source)


def _clone(admin: "psycopg.Connection[tuple[object, ...]]", name: str, source: str) -> None:
    _drop(admin, name)
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    admin.execute(copy.format(sql.Identifier(name), sql.Identifier(source)))


def drop(name: str) -> None:
    """Remove a clone."""
    with administrator() as admin:
        _drop(admin, name)


def _build(admin: "psycopg.Connection[tuple[object, ...]]", template: str) -> None:
    building = f"{template}_building"
    _drop(admin, building)
    admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
    _migrate(building)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    admin.execute(rename.format(sql.Identifier(building), sql.Identifier(template)))


def _sweep(admin: "psycopg.Connection[tuple[object, ...]]", *, keep: str) -> None:
    """Remove what killed runs left behind, and templates of older migrations."""
    for (found,) in admin.execute("SELECT datname FROM pg_database").fetchall():
        name = str(found)
        owner = re.fullmatch(rf"{CLONE}.*_(\d+)", name)
        abandoned = owner and not embedded.alive(int(owner[1]))
        outdated = name.startswith(TEMPLATE) and name != keep
        if abandoned or outdated:
            _drop(admin, name)


def _exists(admin: "psycopg.Connection[tuple[object, ...]]", name: str) -> bool:
    return bool(admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _drop(admin: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _migrate(name: str) -> None:
    environment = {**os.environ, "SIIVBG_DB_NAME": name}
    environment.pop("SIIVBG_DB_ROLE", None)
    for command in (["prepare_database"], ["migrate", "--verbosity", "0"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Work as another database role inside the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, set_config('role', %s, false)", [role])
        before = cursor.fetchone()[0]
    try:
        yield
    finally:
        if before != role and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {before}")


@contextmanager
def as_system() -> Iterator[None]:
    """Write what no single principal may: factories, fixtures, checks of the whole table."""
    with as_role("siivbg_system"):
        yield


@contextmanager
def as_superuser() -> Iterator[None]:
    """Do what an intruder with every power over the database could do."""
    with as_role(admin_user()):
        yield
