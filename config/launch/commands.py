"""Other programs: run one to its end, showing how far it is; never leave it behind."""

import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .progress import Step

ROOT = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A program ended badly; `.output` holds its last lines."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        super().__init__(f"{' '.join(command[:3])} ended with {code}")
        self.code = code
        self.output = output


def run(
    command: Sequence[str],
    *,
    step: Step | None = None,
    counting: str = "",
    total: int = 0,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a program from the checkout and give its last lines. Raises Failed.

    Lines matching `counting` are counted and shown beside the step.
    """
    process = subprocess.Popen(
        command, cwd=ROOT, env=dict(environment or os.environ), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    try:
        output = _follow(process, _counter(step, counting, total))
        code = process.wait()
    except BaseException:
        process.send_signal(signal.SIGTERM)
        process.wait()
        raise
    if code:
        raise Failed(command, code, output)
    return output


def attached(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a program on this terminal and give its exit code."""
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environment or os.environ))
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGTERM)
        process.wait()
        raise


def _counter(step: Step | None, counting: str, total: int) -> Callable[[str], None]:
    pattern = re.compile(counting) if counting else None
    seen = 0

    def look(line: str) -> None:
        nonlocal seen
        if step and pattern and pattern.search(line):
            seen += 1
            step.tell(f"{seen} of {total}" if total else f"{seen}")

    return look


def _follow(process: "subprocess.Popen[str]", look: Callable[[str], None]) -> str:
    last: deque[str] = deque(maxlen=60)
    assert process.stdout is not None
    for line in process.stdout:
        last.append(line.rstrip("\n"))
        look(line)
    return "\n".join(last)


def manage(*arguments: str, step: Step | None = None, counting: str = "") -> str:
    """Run a management command in a process of its own, as the role that command works as."""
    environment = {key: value for key, value in os.environ.items() if key != "SIIVBG_DB_ROLE"}
    command = [sys.executable, "manage.py", *arguments]
    return run(command, step=step, counting=counting, environment=environment)


def has_command(name: str) -> bool:
    """Tell whether a management command of ours exists."""
    return any(ROOT.glob(f"*/management/commands/{name}.py"))
