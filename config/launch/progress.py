"""Progress in clean lines with seconds; alive on a terminal, quiet in a log."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

HEARTBEAT = 15.0  # seconds between signs of life where nothing can be redrawn


def say(text: str = "") -> None:
    """Print one line at once."""
    print(text, flush=True)


def since_start() -> float:
    """Seconds since the command was typed, also after the change of interpreter."""
    os.environ.setdefault("SIIVBG_STARTED", str(time.time()))
    return time.time() - float(os.environ["SIIVBG_STARTED"])


class Step:
    """One line of progress: label, what is happening now, seconds."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.detail = ""
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._live = sys.stdout.isatty()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self._thread.start()

    def tell(self, detail: str) -> None:
        """Say what is happening now."""
        self.detail = detail

    def end(self, word: str) -> None:
        """Print the final line."""
        self._ended.set()
        self._thread.join()
        say(f"{self._erase()}{self._line(word)}")

    def _tick(self) -> None:
        while not self._ended.wait(1.0 if self._live else HEARTBEAT):
            print(f"{self._erase()}{self._line('…')}", end="" if self._live else "\n", flush=True)

    def _line(self, word: str) -> str:
        detail = f"  {self.detail}" if self.detail else ""
        return f"  {self.label:<28} {word:<6} {time.monotonic() - self._began:6.1f} s{detail}"

    def _erase(self) -> str:
        return "\r\033[K" if self._live else ""


@contextmanager
def step(label: str) -> Iterator[Step]:
    """Show one step while the block runs; `failed` when it raises."""
    current = Step(label)
    try:
        yield current
    except BaseException:
        current.end("failed")
        raise
    current.end("ok")
