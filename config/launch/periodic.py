"""Work that is done again and again while the product serves, one command at a time."""

import os
import signal
import subprocess
import sys
import time

from .commands import ROOT
from .parent import die_with_parent
from .progress import say

EVERY = 600.0  # seconds
# Messages leave within hours she chose, a quarter of an hour at least.
OFTEN = {"send_messages": 120.0}
# Without its copies a help page waits for the database like any other.
AT_ONCE = ("tend_site",)
COMMANDS = (
    "anchor_audit", "expire_access", "expire_drafts", "publish_scheduled", "send_messages",
    "tend_documents", "tend_episodes", "tend_protocols", "tend_site",
)  # fmt: skip


class Periodic:
    """Runs the commands in turn, each in a process of its own, never two at once.

    origin: where the server answers; while developing, what is sent goes to a stand-in there.
    """

    def __init__(
        self, origin: str, commands: tuple[str, ...] = COMMANDS, every: float = EVERY
    ) -> None:
        self._environment = {**os.environ, "PUBLIC_ORIGIN": origin}
        self._every = {name: min(every, OFTEN.get(name, every)) for name in commands}
        self._due = {
            name: time.monotonic() + (0.0 if name in AT_ONCE else wait)
            for name, wait in self._every.items()
        }  # fmt: skip
        self._running: tuple[str, subprocess.Popen[bytes]] | None = None

    def turn(self) -> None:
        """Start what is due and look at what has ended. Returns at once."""
        if self._running:
            name, process = self._running
            code = process.poll()
            if code is None:
                return
            self._running = None
            if code:
                say(f"{name} failed ({code}); it runs again in {self._every[name]:.0f} s.")
        for name, due in self._due.items():
            if time.monotonic() >= due:
                self._due[name] = time.monotonic() + self._every[name]
                self._running = (name, self._begin(name))
                return

    def stop(self) -> None:
        """End what is running; each command is atomic, so nothing is left half done."""
        if self._running:
            self._running[1].terminate()
            self._running[1].wait()

    def _begin(self, name: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "manage.py", name], cwd=ROOT, env=self._environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
