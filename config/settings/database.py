"""The database: embedded by default, outside with DATABASE_URL; the role a process works as."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from . import env
from .base import ENVIRONMENT, VAR_DIR

DATABASE_URL = env.text("DATABASE_URL")
# A login of its own for the server; without it the server uses DATABASE_URL and
# gives up its powers by taking the application role on every connection.
DATABASE_APP_URL = env.text("DATABASE_APP_URL")
DATABASE_ROLE = env.one_of("SIIVBG_DB_ROLE", ("owner", "system", "app"), "app")
ROLE_NAMES = {"owner": "siivbg_owner", "system": "siivbg_system", "app": "siivbg_app"}
EMBEDDED_DATA_DIR = VAR_DIR / "pg"


def embedded_socket(data: Path) -> tuple[str, str]:
    """Give (socket folder, port) of the embedded server whose data folder is given."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return lines[4] or str(data), lines[3]
    except (OSError, IndexError):
        return str(data), "5432"


def embedded() -> dict[str, object]:
    """Connection to the embedded server: a login for each role, over a private socket."""
    host, port = embedded_socket(EMBEDDED_DATA_DIR)
    return {
        "NAME": env.text("SIIVBG_DB_NAME", "siivbg"),
        "HOST": host,
        "PORT": port,
        "USER": ROLE_NAMES[DATABASE_ROLE],
        "OPTIONS": {},
    }


def outside(url: str) -> dict[str, object]:
    """Connection to the server named by a postgresql:// address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise env.stop(
            "DATABASE_URL",
            "is not the address of a PostgreSQL database",
            "Write postgresql://user:password@host:5432/name.",
        )
    return {
        "NAME": unquote(parts.path[1:]),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or 5432),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def chosen() -> dict[str, object]:
    """The connection for this process's role."""
    if not DATABASE_URL:
        return embedded()
    own_login = bool(DATABASE_APP_URL) and DATABASE_ROLE == "app"
    found = outside(DATABASE_APP_URL if own_login else DATABASE_URL)
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    if not own_login:
        options["options"] = f"-c role={ROLE_NAMES[DATABASE_ROLE]}"
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
        "timeout": 10,
    }

DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True, **_found}}
