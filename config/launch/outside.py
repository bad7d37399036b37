"""An outside PostgreSQL, named by DATABASE_URL: reach it, and say plainly what is wrong with it."""

import re

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from .trouble import Trouble

OLDEST = 15

# What the server or the network says, and the remedy.
REFUSALS = (
    (
        r"password authentication failed|no password supplied|role \"[^\"]*\" does not exist",
        "refuses the login {user}: correct the user or the password",
    ),
    (
        r"database \"[^\"]*\" does not exist",
        "has no database {dbname}: make it with CREATE DATABASE {dbname} OWNER {user}",
    ),
    (r"no pg_hba.conf entry", "lets no one in from this machine: add a line to its pg_hba.conf"),
    (
        r"could not translate host|resolve|Name or service not known|nodename",
        "has an unknown name: correct the host",
    ),
    (r"too many (connections|clients)", "has no free connection: raise its max_connections"),
)


def probe(url: str) -> None:
    """Make sure the server answers and is recent enough. Raises Trouble."""
    try:
        with psycopg.connect(make_conninfo(url, connect_timeout=5)) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as problem:
        raise Trouble(_sentence(url, str(problem))) from None
    check_version(version, place(url))


def check_version(version: int, where: str) -> None:
    """Refuse a server older than 15 (server_version as a number). Raises Trouble."""
    if version < OLDEST * 10_000:
        raise Trouble(
            f"The server at {where} is PostgreSQL {version // 10_000} and {OLDEST} or newer is "
            "needed: upgrade it, or remove DATABASE_URL to use the embedded one."
        )


def place(url: str) -> str:
    """Host and port of an address, without its secrets."""
    parts = conninfo_to_dict(url)
    return f"{parts.get('host') or 'localhost'}:{parts.get('port') or 5432}"


def _sentence(url: str, said: str) -> str:
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    parts.setdefault("user", "(none given)")
    for pattern, remedy in REFUSALS:
        if re.search(pattern, said):
            return f"The server of DATABASE_URL ({place(url)}) {remedy.format(**parts)}."
    return (
        f"The server of DATABASE_URL ({place(url)}) cannot be reached: start it, correct the "
        "address, or remove DATABASE_URL to use the embedded one."
    )
