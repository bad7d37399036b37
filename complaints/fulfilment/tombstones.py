"""Tombstones outside the database, so that a restored backup forgets again before it opens.

One line for each erasure beside the log's anchors: numbers and a moment, nothing about anybody.
Each line is sealed with a key derived from the log's: nobody erases a file by writing a line.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from casework.audit.keys import derived

NAME = "erasures.jsonl"


class BrokenTombstone(Exception):
    """A line is not what was written: the file was tampered with, or the keys are others."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An erasure: its number, whose record (a number that names nobody), which keys, when."""

    id: str
    survivor_id: str
    keys: tuple[str, ...]
    at: str
    by: str


def path() -> Path:
    """Where they are kept."""
    return Path(settings.ANCHOR_DIR) / NAME


def _seal(line: str) -> str:
    return hmac.digest(derived("erasure"), line.encode(), hashlib.sha256).hex()


def write(tombstone: Tombstone) -> None:
    """Add a line, forced to disk. Raises OSError."""
    line = json.dumps(asdict(tombstone), sort_keys=True)
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{_seal(line)} {line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read() -> Iterator[Tombstone]:
    """Give all of them. Raises BrokenTombstone; a line cut short by a crash is passed over."""
    if not path().exists():
        return
    for raw in path().read_text(encoding="utf-8").splitlines(keepends=True):
        seal, _space, line = raw.rstrip("\n").partition(" ")
        if not raw.endswith("\n"):
            continue
        if not hmac.compare_digest(seal, _seal(line)):
            raise BrokenTombstone(NAME)
        found = json.loads(line)
        yield Tombstone(**{**found, "keys": tuple(found["keys"])})
