"""The web server: gunicorn on the loopback, started, watched, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from . import embedded
from .commands import ROOT
from .parent import die_with_parent
from .trouble import Trouble

HOST = "127.0.0.1"
READY_SECONDS = 90.0
STOP_SECONDS = 10.0
LEFTOVER_SECONDS = 8.0  # a killed start's server needs a moment to notice and leave

# The product is loaded once, before its workers part: a start, and each worker that has to come
# again, costs one loading less. Nothing is connected and no thread runs by then.
GUNICORN = (
    "-m", "gunicorn", "config.wsgi", "--preload", "--worker-class", "gthread",
    "--threads", "4", "--timeout", "60", "--graceful-timeout", "5", "--keep-alive", "5",
    "--no-control-socket", "--log-level", "warning",
)  # fmt: skip


def gunicorn(port: int, *, workers: int = 2) -> tuple[str, ...]:
    """Give the command of the web server on a port."""
    return (*GUNICORN, "--workers", str(workers), "--bind", f"{HOST}:{port}")


def check_port(port: int, patience: float = 0.0) -> None:
    """Make sure the port is free, or becomes so within `patience` seconds. Raises Trouble."""
    until = time.monotonic() + patience
    while not _free(port):
        if time.monotonic() >= until:
            raise Trouble(
                f"Port {port} of {HOST} is taken by another program: stop it, "
                "or choose another port with make run PORT=8001."
            )
        time.sleep(0.2)


def patience_after(var: Path) -> float:
    """End what a killed start left serving, and tell how long to wait for its port."""
    try:
        number = int(_mark(var).read_text())
    except (FileNotFoundError, ValueError):
        return 0.0
    if embedded.alive(number) and "gunicorn" in embedded.command_of(number):
        os.kill(number, signal.SIGINT)
    return LEFTOVER_SECONDS


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Trouble(
                f"Port {port} is reserved for the system: choose one above 1023 with PORT."
            ) from None
        except OSError:
            return False
    return True


class Server:
    """One run of the web server."""

    def __init__(
        self, port: int, var: Path, command: tuple[str, ...] = (), *,
        extra: Mapping[str, str] | None = None, origin: str = "",
    ) -> None:  # fmt: skip
        self.port = port
        self._var = var
        self._command = command or gunicorn(port)
        self.extra = dict(extra or {})
        self._origin = origin
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """Where everybody finds it: as set, or here."""
        return self._origin or os.environ.get("PUBLIC_ORIGIN", f"http://{HOST}:{self.port}")

    def start(self) -> None:
        """Start it; `wait` tells when it answers."""
        told = {"SIIVBG_DB_ROLE": "app", "PUBLIC_ORIGIN": self.origin}
        environment = {**os.environ, **told, **self.extra}
        self._process = subprocess.Popen(
            [sys.executable, *self._command], cwd=ROOT, env=environment,
            stdin=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGINT),
        )  # fmt: skip
        _mark(self._var).write_text(str(self._process.pid))

    def wait(self) -> None:
        """Wait until it is ready to serve. Raises Trouble."""
        until = time.monotonic() + READY_SECONDS
        while self.alive():
            if self._answers("lista"):
                return
            if time.monotonic() > until:
                raise Trouble(self._slow())
            time.sleep(0.1)
        raise Trouble("The web server ended at once: its reason is above.")

    def alive(self) -> bool:
        """Tell whether it runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop it: let requests end, then at once."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            if self._process is None or self._process.poll() is not None:
                break
            self._process.send_signal(number)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        _mark(self._var).unlink(missing_ok=True)

    def _answers(self, probe: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/salud/{probe}", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def _slow(self) -> str:
        if self._answers("viva"):
            return (
                "The server answers but is not ready (/salud/lista): look at the lines above, "
                "and at .venv/bin/python manage.py check --deploy."
            )
        return "The server does not answer: look at the lines above."


def _mark(var: Path) -> Path:
    """Present while a server runs, or when the last start was killed."""
    return var / "server.pid"
