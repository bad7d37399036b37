"""Trouble told in one sentence with its remedy (foundation: "trouble speaks")."""

import errno
from pathlib import Path


class Trouble(Exception):
    """Something the person at the keyboard can mend. Its text is one sentence with the remedy."""


class Interrupted(BaseException):
    """Somebody asked this process to end (Ctrl-C, SIGTERM, a closed terminal)."""


def of_system(problem: OSError) -> Trouble:
    """Give the sentence for a refusal of the operating system."""
    where = problem.filename or "the disk"
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble(f"The disk is full (writing {where}): free some space and run again.")
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Trouble(
            f"{where} cannot be written or read by this user: "
            "change its owner, or choose another folder with SIIVBG_VAR."
        )
    return Trouble(f"{where}: {problem.strerror or problem}; mend it and run again.")


def tail(path: Path, lines: int = 40) -> str:
    """Give the last lines of a log; empty when there is none."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
