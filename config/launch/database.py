"""The database for a start: reached, migrated once, and known again by what was done to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg import sql

from . import commands, embedded, fingerprint, outside, roles
from .progress import Step, step

# Remembered between starts, so that the second one has nothing to do.
MEMORY = "state.json"


@contextmanager
def reached() -> Iterator[embedded.Hold | None]:
    """Hold the database for the block: the embedded server, or None for an outside one."""
    if settings.DATABASE_URL:
        with step("database") as current:
            outside.probe(settings.DATABASE_URL)
            current.tell(outside.place(settings.DATABASE_URL))
        yield None
        return
    with step("database"):
        hold = embedded.join(settings.EMBEDDED_DATA_DIR)
    try:
        _ensure_embedded()
        yield hold
    finally:
        hold.release()


def bring_up_to_date() -> None:
    """Prepare the roles and migrate, unless this database is known to be so. Raises Trouble."""
    if _remembered() == _state():
        return
    with step("database roles"):
        roles.prepare()
    with step("migrations") as current:
        _migrate(current)
    _remember(_state())


def has_people() -> bool:
    """Tell whether anybody works here already: then no demo world is built over it."""
    with roles.administrator() as connection:
        row = connection.execute("SELECT to_regclass('public.casework_operator')").fetchone()
        if row is None or row[0] is None:
            return False
        connection.execute("SET ROLE siivbg_system")
        return connection.execute("SELECT 1 FROM casework_operator LIMIT 1").fetchone() is not None


def _ensure_embedded() -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    with roles.administrator("postgres") as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _migrate(current: Step) -> None:
    commands.manage("migrate", "--no-input", step=current, counting=r"\.\.\. OK$")


def _state() -> list[object]:
    """The fingerprint of the migrations on disk, and what the database says was applied."""
    with roles.administrator() as connection:
        found = "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"
        roles_found = connection.execute(found, [list(roles.NAMES)]).fetchone()
        applied = "SELECT count(*), coalesce(max(applied)::text, '') FROM django_migrations"
        try:
            row = connection.execute(applied).fetchone()
        except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
            row = None
    return [fingerprint.migrations(), *(roles_found or ()), *(row or ())]


def _remembered() -> object:
    try:
        return json.loads((settings.VAR_DIR / MEMORY).read_text())
    except (FileNotFoundError, ValueError):
        return None


def _remember(state: list[object]) -> None:
    (settings.VAR_DIR / MEMORY).write_text(json.dumps(state))
