"""`make test`: set up whatever is missing, run every check, end with pytest's own closing lines."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import commands, embedded, system_packages, text_libraries
from .progress import say, step

ROOT = commands.ROOT
PYTHON = sys.executable
SOURCES = ("config", "portal", "selfservice", "consent", "complaints", "casework", "manage.py")

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"

# Shown by name; all of them run even when one fails, so that one run tells everything.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy", *SOURCES)),
    ("import contracts", ("-c", LINT_IMPORTS)),
    ("migrations in step", ("manage.py", "makemigrations", "--check", "--dry-run")),
)


def test(arguments: list[str]) -> int:
    """Run everything CI runs and give 0 only when all of it is well."""
    say("SIIVbG: tests")
    _set_up()
    with _database():
        failed = [label for label, command in CHECKS if not _passes(label, command)]
        if failed:
            say(f"\nFailed before the tests: {', '.join(failed)}. Now the tests.\n")
        code = commands.attached([PYTHON, "-m", "pytest", *_spread(), *arguments], _environment())
    return code or int(bool(failed))


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


def _passes(label: str, command: tuple[str, ...]) -> bool:
    try:
        with step(label):
            commands.run([PYTHON, *command], environment=_environment())
    except commands.Failed as failure:
        say(f"\n{failure.output}\n")
        return False
    return True


def _environment() -> dict[str, str]:
    """Tests never touch the data of make run, and read the settings as tests do."""
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "SIIVBG_ENV": "test", "SIIVBG_VAR": str(_var())}


def _var() -> Path:
    return Path(os.environ.get("SIIVBG_VAR") or ROOT / "var") / "test"


def _spread() -> list[str]:
    """Spread over the processors; a file stays together, so that it starts its stack once."""
    # One more than there are cores: tests of browsers and of starts mostly wait.
    return ["-n", str(max(2, os.cpu_count() or 2) + 1), "--dist", "loadfile"]
