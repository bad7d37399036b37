"""A stranger's file is opened in a child process: little memory, little time, no secrets (AB19).

The child knows neither Django nor the environment of the server: what breaks a parser there
finds no key, no connection and no session, and dies alone.
"""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30
SECONDS_SMALL = 8  # a small picture is a comfort: nobody waits long for it
MEMORY = 1024**3
REFUSED = 3


class Refused(Exception):
    """The child says no. `reason` is one of the codes of scrub.py, or "broken"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def scrub(kind: str, data: bytes) -> bytes:
    """Give the file's harmless form ("pdf", "image"). Raises Refused."""
    return _run(kind, data, SECONDS)


def small(content_type: str, data: bytes) -> bytes:
    """Give a small JPEG of a cleaned picture, or of the first page of a cleaned PDF.

    Raises Refused: then the document has an icon instead.
    """
    kind = "page" if content_type == "application/pdf" else "thumbnail"
    return _run(kind, data, min(SECONDS, SECONDS_SMALL))


def sheets(data: bytes) -> int:
    """Give how many pages a cleaned PDF has. Raises Refused."""
    return int(_run("sheets", data, SECONDS_SMALL))


def sheet(data: bytes, number: int) -> bytes:
    """Give a JPEG of one page of a cleaned PDF, to be read. number: from 1. Raises Refused."""
    return _run("sheet", data, SECONDS, number)


def _run(kind: str, data: bytes, seconds: float, *numbers: int) -> bytes:
    try:
        child = subprocess.run(  # noqa: S603  (our own program; kind is one of six words)
            [sys.executable, "-m", "casework.documents.scrub", kind, *map(str, numbers)],
            input=data,
            capture_output=True,
            cwd=ROOT,
            env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=seconds,
            check=False,
            close_fds=True,
            preexec_fn=_limit,  # sets limits only, takes no lock
        )
    except subprocess.TimeoutExpired:
        raise Refused("too_much") from None
    if child.returncode == 0:
        return child.stdout
    known = child.returncode == REFUSED
    raise Refused(child.stderr.decode("ascii", "replace").strip() if known else "broken")


def _limit() -> None:
    """Runs in the child, before the program: after this it cannot ask for more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
