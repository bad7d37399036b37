"""The confidentiality undertaking in force: a text that never changes, only gets a new version."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "undertakings"
VERSION = "2026-1"


@dataclass(frozen=True, slots=True)
class UndertakingText:
    """version, title, clauses as shown, and the fingerprint of the very bytes."""

    version: str
    title: str
    clauses: tuple[str, ...]
    sha256: bytes


@cache
def in_force(version: str = VERSION) -> UndertakingText:
    """Give the text of a version; it is a legal text in Spanish, not a translated screen."""
    data = (FOLDER / f"{version}.es.txt").read_bytes()
    title, *lines = [line for line in data.decode().splitlines() if line.strip()]
    clauses = tuple(line.split(". ", 1)[1] for line in lines)
    return UndertakingText(version, title, clauses, hashlib.sha256(data).digest())
