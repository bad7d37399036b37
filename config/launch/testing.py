"""`make test`: set up whatever is missing, run every check, end with pytest's own closing lines."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import commands, embedded, system_packages, text_libraries
from .progress import say

PYTHON = sys.executable


def test(arguments: list[str]) -> int:
    """Run everything CI runs and give 0 only when all of it is well.

    Style, types, import contracts and migrations are tests like any other (`tests/guards`).
    """
    say("SIIVbG: tests")
    _set_up()
    with _database():
        return commands.attached([PYTHON, "-m", "pytest", *_spread(), *arguments], _environment())


def tidy(arguments: list[str]) -> int:
    """`make format`: put the sources in the house's style."""
    fixed = commands.attached([PYTHON, "-m", "ruff", "check", "--fix", "."])
    return commands.attached([PYTHON, "-m", "ruff", "format", "."]) or fixed


def _set_up() -> None:
    system_packages.ensure_tools(text=not text_libraries.missing() and not text_libraries.slow())


@contextmanager
def _database() -> Iterator[None]:
    """Keep the tests' database up from the first check to the last test."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    hold = embedded.join(_var() / "pg", fast=True)
    try:
        yield
    finally:
        hold.release()


def _environment() -> dict[str, str]:
    """Tests never touch the data of make run, and read the settings as tests do."""
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "SIIVBG_ENV": "test", "SIIVBG_VAR": str(_var())}


def _var() -> Path:
    return Path(os.environ.get("SIIVBG_VAR") or commands.ROOT / "var") / "test"


def _spread() -> list[str]:
    """Spread over the processors; a file stays together, so that it starts its stack once."""
    # One more than there are cores: tests of browsers and of starts mostly wait. In the order of
    # `tests/conftest.py`, the longest first: by itself the spreading begins with the fullest files.
    workers = str(max(2, os.cpu_count() or 2) + 1)
    return ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
