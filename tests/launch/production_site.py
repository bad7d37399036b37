"""A production installation on this machine: a real PostgreSQL, real settings, gunicorn behind TLS.

The proxy is played by its header; everything else is what an installation does, in its order.
"""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .outside_server import address, administer, serving
from .processes import INHERITED, ROOT, free_port, wait_for

HOST = "siivbg.example.cl"
BEHIND = "siivbg_behind"  # the database of an installation that lacks a migration
FOLDERS = {"KEY_DIR": "keys", "SEAL_DIR": "keys/seal", "ANCHOR_DIR": "anchors",
           "PRIVATE_DIR": "private"}  # fmt: skip
SERVER = ("-m", "gunicorn", "config.wsgi", "--workers", "1", "--worker-class", "gthread",
          "--threads", "2", "--no-control-socket", "--log-level", "warning")  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def cookies(self) -> list[str]:
        return self.headers.get_all("Set-Cookie") or []


@dataclass(frozen=True)
class Site:
    """The running installation."""

    place: str
    values: dict[str, str]
    port: int
    log: Path

    def manage(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a management command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.values,
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(
        self, path: str, *, method: str = "GET", body: str = "", tls: bool = True, **headers: str
    ) -> Answer:
        """Ask as the proxy does; `tls=False` as a visitor over plain HTTP."""
        sent = {"Host": HOST, "X-Forwarded-Proto": "https" if tls else "http", **headers}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body or None, sent)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
        connection.close()
        return found

    def ready(self) -> bool:
        """Say whether the probe answers ok."""
        try:
            return self.ask("/salud/lista", tls=False).body == "ok"
        except OSError:
            return False


@contextmanager
def installed(folder: Path) -> Iterator[Site]:
    """Prepare everything as README says, serve, and stop at the end."""
    with serving(folder) as place:
        site = Site(place, _settings(folder, place), free_port(), folder / "server.log")
        _prepare(site)
        with site.log.open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, *SERVER, "--bind", f"127.0.0.1:{site.port}"], cwd=ROOT,
                env={**site.values, "DATABASE_URL": ""}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            wait_for("production to be ready", lambda: site.ready() or server.poll() is not None)
            assert server.poll() is None, site.log.read_text()
            yield site
        finally:
            server.terminate()
            server.wait(30)


def _settings(folder: Path, place: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    for name in FOLDERS.values():
        (folder / name).mkdir(mode=0o700)
    return {
        **kept,
        **{setting: str(folder / name) for setting, name in FOLDERS.items()},
        "SIIVBG_ENV": "production",
        "SIIVBG_VAR": str(folder / "var"),
        "SECRET_KEY": "k7" * 20 + "Zq9-_xB3" * 4,
        "ALLOWED_HOSTS": HOST,
        "PUBLIC_ORIGIN": f"https://{HOST}",
        "BEHIND_PROXY": "1",
        "DATABASE_URL": address(place, "siivbg", "siivbg"),
        "DATABASE_APP_URL": address(place, "siivbg_web", "siivbg"),
        "ANTIVIRUS_REQUIRED": "0",
        "CLAVE_UNICA_CLIENT_ID": "institution",
        "CLAVE_UNICA_CLIENT_SECRET": "not-a-real-one",
    }


def _prepare(site: Site) -> None:
    administer(
        site.place,
        "CREATE ROLE siivbg LOGIN CREATEROLE PASSWORD 'secreta'",
        "CREATE ROLE siivbg_web LOGIN PASSWORD 'secreta'",
        "CREATE DATABASE siivbg OWNER siivbg",
    )
    _done(site.manage("rotate_keys", "--begin"))
    _done(site.manage("prepare_database"))
    administer(site.place, "GRANT siivbg_app TO siivbg_web")
    with ThreadPoolExecutor(2) as both:
        # The editors' many files are packed in the same way, so not all over again here.
        files = both.submit(site.manage, "collectstatic", "--no-input", "--ignore", "wagtail*")
        _done(site.manage("migrate", "--no-input"))
        _done(files.result())
    _copy_that_lacks_a_migration(site.place)


def _copy_that_lacks_a_migration(place: str) -> None:
    """For a start to bring up to date: migrating takes half a minute of a processor from nothing.

    Made before the server runs, because a database in use cannot be copied.
    """
    administer(place, f"CREATE DATABASE {BEHIND} TEMPLATE siivbg OWNER siivbg")
    administer(
        place,
        "DROP TABLE django_session",
        "DELETE FROM django_migrations WHERE app = 'sessions'",
        database=BEHIND,
    )


def _done(done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 0, done.stdout + done.stderr
