"""One embedded PostgreSQL server: make its data, start it, stop it, explain why it will not."""

import os
import re
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

from . import embedded
from .parent import die_with_parent
from .trouble import Trouble, tail

START_SECONDS = 60.0
STOP_SECONDS = 30.0
LOG_BYTES = 5_000_000

# What the server's log says, and what it means to the person at the keyboard.
REFUSALS = (
    (
        r"No space left on device|Check free disk space",
        "The disk is full: free some space and run again.",
    ),
    (
        r"database files are incompatible|was initialized by PostgreSQL version",
        "The data in {data} were made by another PostgreSQL version: move that folder away, or "
        "erase it with make reset, and run again.",
    ),
    (
        r"could not (open|read|access|create).*Permission denied|has wrong ownership",
        "{data} cannot be read by the database's account: give the folder back to the user that "
        "made it, or erase it with make reset.",
    ),
    (
        r"invalid .*checkpoint record|could not locate a valid checkpoint",
        "The data in {data} are damaged: restore a backup, or erase them with make reset.",
    ),
)
STILL_BUSY = r"pre-existing shared memory block|lock file .* already exists|another postmaster"


class Postmaster:
    """The server on one data folder."""

    def __init__(self, data: Path, *, fast: bool = False) -> None:
        self.data = data
        self.log = data.parent / f"{data.name}.log"
        self._fast = fast
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, making its data first where there are none. Raises Trouble."""
        self._open_the_way()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        until = time.monotonic() + START_SECONDS
        while not self._attempt():
            refusal = tail(self.log)
            # The orphans of a killed server need a moment to notice and leave.
            if not re.search(STILL_BUSY, refusal) or time.monotonic() > until:
                raise Trouble(self._explain(refusal))
            time.sleep(0.5)

    def running(self) -> bool:
        """Tell whether the server this object started lives."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop it: politely (fast shutdown), then at once."""
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process is None or self._process.poll() is not None:
                return
            self._process.send_signal(number)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue

    def _attempt(self) -> bool:
        self._forget_stale_locks()
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.unlink()
        with self.log.open("ab") as log:
            log.truncate(0)
            self._process = self._spawn(self._arguments(), log)
        until = time.monotonic() + START_SECONDS
        while self.running() and time.monotonic() < until:
            if embedded.ready(self.data):
                return True
            time.sleep(0.02)
        return False

    def _arguments(self) -> list[str]:
        settings = {"listen_addresses": "", "unix_socket_permissions": "0700"}
        settings |= {"log_checkpoints": "off", "max_connections": "150"}
        if self._fast:
            settings |= {"fsync": "off", "full_page_writes": "off", "max_wal_size": "4GB"}
            settings |= {
                "wal_level": "minimal",
                "max_wal_senders": "0",
            }
        pairs = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        folder = str(embedded.socket_folder(self.data))
        return ["postgres", "-D", str(self.data), "-k", folder, "-p", str(embedded.PORT), *pairs]

    def _spawn(self, arguments: list[str], log: Any) -> "subprocess.Popen[bytes]":
        who = embedded.account()
        owner = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        return subprocess.Popen(
            [str(embedded.binaries() / arguments[0]), *arguments[1:]],
            cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": os.defpath, "TZ": "UTC"},
            preexec_fn=die_with_parent(signal.SIGINT), **owner,  # type: ignore[call-overload]
        )  # fmt: skip

    def _initialise(self) -> None:
        """Make the data apart and move them in place when whole: a killed start leaves no half."""
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self._give(fresh)
        arguments = ["initdb", "-D", str(fresh), "-U", "postgres", "--auth=trust"]
        arguments += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        with self.log.open("wb") as log:
            code = self._spawn(arguments, log).wait()
        if code:
            refusal = tail(self.log)
            shutil.rmtree(fresh, ignore_errors=True)
            raise Trouble(self._explain(refusal))
        if self.data.exists():
            self.data.rmdir()
        fresh.rename(self.data)

    def _open_the_way(self) -> None:
        """Let the database's account pass (not list) the folders above, when root starts it."""
        socket = embedded.socket_folder(self.data)
        if socket != self.data:
            socket.mkdir(mode=0o700, exist_ok=True)
            if socket.stat().st_uid not in {os.geteuid(), self._account_number()}:
                raise Trouble(f"{socket} belongs to another user: remove it and run again.")
            self._give(socket)
        if embedded.account() is None:
            return
        for folder in (*self.data.absolute().parents, *embedded.binaries().resolve().parents):
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(mode | stat.S_IXOTH)
        _open_programs(embedded.binaries().parent)

    def _account_number(self) -> int:
        who = embedded.account()
        return who.pw_uid if who else os.geteuid()

    def _give(self, folder: Path) -> None:
        who = embedded.account()
        if who:
            os.chown(folder, who.pw_uid, who.pw_gid)

    def _forget_stale_locks(self) -> None:
        """Remove locks whose process is gone, or is now some other program (numbers return)."""
        if embedded.process_of(self.data) is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            name = f".s.PGSQL.{embedded.PORT}"
            for file in (name, f"{name}.lock"):
                (embedded.socket_folder(self.data) / file).unlink(missing_ok=True)

    def _explain(self, refusal: str) -> str:
        for pattern, sentence in REFUSALS:
            if re.search(pattern, refusal):
                return sentence.format(data=self.data)
        if re.search(STILL_BUSY, refusal):
            number = embedded.process_of(self.data)
            return f"Another database uses {self.data}: end process {number or '?'} and run again."
        reason = (re.findall(r"(?:FATAL|ERROR|error):\s+(.+)", refusal) or ["no reason given"])[-1]
        return f"The embedded database did not start ({reason}): {self.log} says more."


def _open_programs(folder: Path) -> None:
    """Let everyone read and run PostgreSQL's own programs, also under a strict umask."""
    if folder.stat().st_mode & stat.S_IROTH and (folder / "bin").stat().st_mode & stat.S_IROTH:
        return
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            extra = stat.S_IROTH | (stat.S_IXOTH if path.stat().st_mode & stat.S_IXUSR else 0)
            path.chmod(path.stat().st_mode | extra)
