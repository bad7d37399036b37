"""`make reset`: erase what this machine keeps, so that the next start is like the first."""

import os
import shutil
import sys
from pathlib import Path

from django.conf import settings

from . import embedded
from .progress import say
from .trouble import Trouble

# Only what we made ourselves: SIIVBG_VAR may name a folder that holds other things too.
OURS = (
    "pg", "pg.new", "pg.log", "pg.users", "pg.starting", "pg.guardian", "state.json", "static",
    "static.stamp", "keys", "private", "anchors", "seal", "secrets", "media", "copies",
    "server.pid", "test", "practica",
)  # fmt: skip


def reset(arguments: list[str]) -> int:
    """Ask, then erase. Raises Trouble when something still runs, or nobody can be asked."""
    var = settings.VAR_DIR
    if settings.DATABASE_URL or settings.PRODUCTION:
        raise Trouble(
            "make reset erases only the embedded database and its keys: remove DATABASE_URL and "
            "SIIVBG_ENV and run again, or empty the outside database by hand."
        )
    if not var.exists():
        say("There is nothing to erase.")
        return 0
    if embedded.in_use(var / "pg"):
        raise Trouble(f"The product is running on {var}: stop it with Ctrl-C and run again.")
    if not _agreed():
        raise Trouble("Nothing was erased: answer yes, or run make reset CONFIRM=yes.")
    for name in OURS:
        _erase(var / name)
    say(f"{var} is empty; make run starts afresh.")
    return 0


def _agreed() -> bool:
    if os.environ.get("CONFIRM") == "yes":
        return True
    if not sys.stdin.isatty():
        return False
    question = f"Erase the database, keys and files in {settings.VAR_DIR}? Type yes: "
    return input(question).strip().lower() in {"yes", "sí", "si"}


def _erase(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
