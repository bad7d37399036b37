"""A real PostgreSQL from the system (Debian's packages), started on the loopback for one module."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from .processes import free_port

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
SUPERUSER = "administradora"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve from a fresh folder, asking every login for its password; give the address' end."""
    if not FOLDERS:
        pytest.skip("no PostgreSQL of the system (apt-get install postgresql)")
    if os.geteuid() == 0 and not _account():
        pytest.skip("no unprivileged account to run PostgreSQL as")
    port = free_port()
    data = folder / "outside"
    data.mkdir(mode=0o700)
    if account := _account():
        os.chown(data, account.pw_uid, account.pw_gid)
    secret = folder / "password"
    secret.write_text("secreta")
    _run(
        "initdb", "--no-sync", "-D", str(data), "-U", SUPERUSER, "-A", "scram-sha-256",
        f"--pwfile={secret}",
    )  # fmt: skip
    options = f"-p {port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off"
    _run("pg_ctl", "-w", "-D", str(data), "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"127.0.0.1:{port}"
    finally:
        _run("pg_ctl", "-w", "-D", str(data), "-m", "immediate", "stop")


def address(place: str, login: str = SUPERUSER, database: str = "postgres") -> str:
    return f"postgresql://{login}:secreta@{place}/{database}"


def administer(place: str, *statements: str, database: str = "postgres") -> None:
    with psycopg.connect(address(place, database=database), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "pgserver", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _run(program: str, *arguments: str) -> None:
    account = _account()
    owner = {"user": account.pw_uid, "group": account.pw_gid} if account else {}
    subprocess.run(
        [str(FOLDERS[-1] / program), *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, extra_groups=[] if account else None,
        **owner,
    )  # fmt: skip
