"""The database: embedded by default, outside with DATABASE_URL; the role a process works as."""

from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from config.launch.embedded import socket_folder

from . import env
from .base import ENVIRONMENT, PRACTICE, SITE_VAR_DIR

DATABASE_URL = env.text("DATABASE_URL")
# A login of its own for the server, which then needs to know no other; without it the server
# uses DATABASE_URL and gives up its powers by taking the application role on every connection.
DATABASE_APP_URL = env.text("DATABASE_APP_URL")
DATABASE_ROLE = env.one_of("SIIVBG_DB_ROLE", ("owner", "system", "app"), "app")
ROLE_NAMES = {"owner": "siivbg_owner", "system": "siivbg_system", "app": "siivbg_app"}
EMBEDDED_DATA_DIR = SITE_VAR_DIR / "pg"
OF_COPY = "_practica"  # how the name of the training copy's database ends, and no other


def embedded_socket(data: Path) -> tuple[str, str]:
    """Give (socket folder, port) of the embedded server whose data folder is given."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return lines[4] or str(data), lines[3]
    except (OSError, IndexError):
        return str(socket_folder(data)), "5432"


def named(given: str) -> str:
    """Give a database's name: the copy never works on the site's, nor the site on the copy's."""
    if given.endswith(OF_COPY) == PRACTICE:
        return given
    problem = "is not a database of the training copy" if PRACTICE else "is the training copy's"
    raise env.stop("SIIVBG_DB_NAME", problem, f"Only the copy's name ends in {OF_COPY}.")


def embedded() -> dict[str, object]:
    """Connection to the embedded server: a login for each role, over a private socket."""
    host, port = embedded_socket(EMBEDDED_DATA_DIR)
    return {
        "NAME": named(env.text("SIIVBG_DB_NAME", f"siivbg{OF_COPY}" if PRACTICE else "siivbg")),
        "HOST": host,
        "PORT": port,
        "USER": ROLE_NAMES[DATABASE_ROLE],
        "OPTIONS": {},
    }


def outside(name: str, url: str) -> dict[str, object]:
    """Connection to the server named by a postgresql:// address, in any form libpq accepts."""
    try:
        parts = conninfo_to_dict(url) if "://" in url else {}
    except psycopg.Error:
        parts = {}
    port = str(parts.pop("port", None) or "5432")
    if not parts.get("dbname") or not port.isdigit():
        raise env.stop(
            name,
            "is not the address of a PostgreSQL database",
            "Write postgresql://user:password@host:5432/name.",
        )
    return {
        "NAME": named(env.text("SIIVBG_DB_NAME", str(parts.pop("dbname")))),
        "HOST": parts.pop("host", ""),
        "PORT": port,
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "OPTIONS": parts,
    }


def chosen() -> dict[str, object]:
    """The connection for this process's role."""
    if DATABASE_APP_URL and DATABASE_ROLE == "app":
        return outside("DATABASE_APP_URL", DATABASE_APP_URL)
    if not DATABASE_URL:
        return embedded()
    found = outside("DATABASE_URL", DATABASE_URL)
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    asked = options.get("options", "")
    options["options"] = f"{asked} -c role={ROLE_NAMES[DATABASE_ROLE]}".strip()
    return found


POOLED = DATABASE_ROLE == "app" and ENVIRONMENT != "test"
_found = chosen()
_options = _found["OPTIONS"]
assert isinstance(_options, dict)
_options.setdefault("connect_timeout", 5)
if POOLED:
    _options["pool"] = {
        "min_size": 1,
        "max_size": env.whole("DATABASE_POOL", 8, low=1, high=200),
        # How long a request waits for a connection before it is answered without the database.
        "timeout": env.whole("DATABASE_WAIT_SECONDS", 2, low=1, high=30),
    }

DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True, **_found}
}
