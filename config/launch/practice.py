"""The training copy beside the product: a database, a folder and a server of its own.

What is practised there is thrown away whenever somebody likes; nothing of it is in the site.
"""

import json
import os
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from config.demo.people import TRAINEE
from config.settings.security import development_secret

from . import commands, database, fingerprint, roles
from .progress import Step, say, step
from .server import HOST, Server, check_port, gunicorn, patience_after
from .trouble import Trouble

FOLDER = "practica"
DATABASE = "siivbg_practica"
LAST_PORT = 65_535
OWN_FOLDERS = ("private", "keys", "anchors", "seal")


class Copy:
    """The copy that is served beside one site. Only while developing, on the embedded server."""

    def __init__(self, site: Server) -> None:
        self.port = site.port + 1
        self.folder = settings.VAR_DIR / FOLDER
        self._environment = {
            "SIIVBG_PRACTICE": "1",
            "SIIVBG_VAR": str(self.folder),
            "SIIVBG_DB_NAME": DATABASE,
            "DATABASE_POOL": "4",
            "PRACTICE_SITE": site.origin,
            **self.meeting,
        }
        command = gunicorn(self.port, workers=1)
        self.server = Server(
            self.port, self.folder, command, extra=self._environment, origin=self.origin
        )

    @property
    def origin(self) -> str:
        """Where browsers find it."""
        return f"http://{HOST}:{self.port}"

    @property
    def meeting(self) -> dict[str, str]:
        """What both sides are told, to know each other."""
        development_secret("practice")
        secret = settings.VAR_DIR / "secrets" / "practice"
        return {"PRACTICE_ORIGIN": self.origin, "PRACTICE_SECRET_FILE": str(secret)}

    def prepare(self) -> None:
        """Bring its database up to date: a clone of the site's while nobody is in that one."""
        for name in OWN_FOLDERS:
            (self.folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        memory, wanted = self.folder / database.MEMORY, fingerprint.migrations()
        if _exists() and _remembered(memory) == wanted:
            return
        with step("training copy") as current:
            if _exists() or not _cloned():
                self._migrate(current)
        memory.write_text(json.dumps(wanted))

    def begin(self) -> None:
        """Let the demo's trainee have begun her exercise, so that one sees how it goes on."""
        place = _place_of(TRAINEE)
        if place:
            with step("begun practice"):
                commands.run(
                    [sys.executable, "manage.py", "begin_practice", place],
                    environment=self._values(),
                )

    def _migrate(self, current: Step) -> None:
        roles.prepare(DATABASE)
        commands.run(
            [sys.executable, "manage.py", "migrate", "--no-input"], step=current,
            counting=r"\.\.\. OK$", environment=self._values(),
        )  # fmt: skip

    def _values(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "SIIVBG_DB_ROLE"}
        return {**kept, **self._environment}


def beside(site: Server) -> Copy | None:
    """Give the copy of a site, where there can be one; say why not where somebody may wonder."""
    elsewhere = settings.DATABASE_URL or settings.ENVIRONMENT != "development"
    if elsewhere or "PUBLIC_ORIGIN" in os.environ or site.port >= LAST_PORT:
        return None
    found = Copy(site)
    try:
        check_port(found.port, patience_after(found.folder))
    except Trouble:
        say(f"  Port {found.port} is taken: this time there is no training copy.")
        return None
    return found


def _place_of(username: str) -> str:
    """Give the place in an edition that somebody takes now; empty when she has none."""
    asked = (
        "SELECT e.id FROM portal_enrolment e JOIN casework_operator o ON o.id = e.operator_id "
        "JOIN auth_user u ON u.id = o.user_id WHERE u.username = %s AND e.state = 'enrolled' "
        "ORDER BY e.since DESC LIMIT 1"
    )
    with roles.administrator() as connection:
        found = connection.execute(asked, [username]).fetchone()
    return str(found[0]) if found else ""


def _exists() -> bool:
    with roles.administrator("postgres") as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        return connection.execute(known, [DATABASE]).fetchone() is not None


def _cloned() -> bool:
    """Make it; as a clone, which takes a second, while the site's holds nobody."""
    fresh = not database.has_people()
    with roles.administrator("postgres") as connection:
        if fresh:
            try:
                connection.execute(_made(str(settings.DATABASES["default"]["NAME"])))
            except psycopg.errors.ObjectInUse:  # somebody looks at it this very moment
                fresh = False
        if not fresh:
            connection.execute(_made("template1"))
    return fresh


def _made(template: str) -> sql.Composed:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    return statement.format(sql.Identifier(DATABASE), sql.Identifier(template))


def _remembered(memory: Path) -> object:
    try:
        return json.loads(memory.read_text())
    except (FileNotFoundError, ValueError):
        return None
