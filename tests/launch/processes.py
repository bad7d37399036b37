"""Finds every process that belongs to one start, and runs a start as a person would."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")


def environment(var: Path, port: int, **settings: str) -> dict[str, str]:
    """The bare environment of a start: nothing of the test run leaks in."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "SIIVBG_VAR": str(var), "PORT": str(port), **settings}


def free_port() -> int:
    """A port that nobody uses, nor the next, where the training copy answers."""
    for _ in range(50):
        with socket.socket() as probe, socket.socket() as beside:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
            with suppress(OSError, OverflowError):
                beside.bind(("127.0.0.1", port + 1))
                return port
    raise AssertionError("no two free ports beside each other")


def launch(verb: str, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a verb that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "config.launch", verb], cwd=ROOT, env=values,
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def belonging_to(var: Path) -> dict[int, str]:
    """Give number and command of every living process of a start on this folder."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _mentions(entry, str(var)):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if command:
                found[int(entry.name)] = command
    return found


def _mentions(process: Path, var: str) -> bool:
    try:
        if var in str((process / "cwd").readlink()):  # a database backend
            return True
        told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    except OSError:
        return False
    return var.encode() in told


def wait_for(what: str, condition: "object", seconds: float = 90.0) -> None:
    """Wait until a condition holds."""
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)


class Start:
    """One `make run`, in a process group of its own as in a terminal."""

    def __init__(self, var: Path, port: int = 0, **settings: str) -> None:
        self.var, self.port = var, port or free_port()
        self.log = var.parent / f"{var.name}.{time.monotonic_ns()}.output"
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                ["make", "run", f"PYTHON={sys.executable}"], cwd=ROOT, stdin=subprocess.DEVNULL,
                env=environment(var, self.port, **settings), stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def output(self) -> str:
        return self.log.read_text()

    def until_ready(self) -> "Start":
        wait_for("the start to be ready", lambda: "Ready in" in self.output or self.ended, 240)
        assert "Ready in" in self.output, self.output
        return self

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    @property
    def seconds(self) -> float:
        found = re.search(r"Ready in ([\d.]+) s", self.output)
        assert found
        return float(found[1])

    def healthy(self, probe: str = "lista", beside: int = 0) -> bool:
        """Tell what the server says of itself; beside=1: the training copy on the next port."""
        address = f"http://127.0.0.1:{self.port + beside}/salud/{probe}"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.read() == b"ok")
        except (urllib.error.URLError, OSError):
            return False

    def of(self, words: str) -> list[int]:
        """Processes of this start whose command matches."""
        found = belonging_to(self.var)
        return sorted(number for number, command in found.items() if re.search(words, command))

    def kill(self, words: str) -> list[int]:
        """kill -9 the processes whose command matches."""
        numbers = self.of(words)
        assert numbers, f"no process matches {words}: {belonging_to(self.var)}"
        for number in numbers:
            # One that ended meanwhile, with its parent, is as dead as was asked.
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return numbers

    def interrupt(self) -> int:
        """Ctrl-C: the terminal tells the whole group."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(90)

    def clean_up(self) -> None:
        """Whatever a failed test left running."""
        if not self.ended:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(90)
