"""Anchors: the ends of the chains, written down outside the database.

Whoever owns the database can rewrite every row and compute every hash again; she cannot also
rewrite a file on another disk, sealed with a key she does not have. One line after each commit
says how far a chain had come. Every line's seal covers the line before it, so lines cannot be
changed, dropped or reordered. Cutting the end of the file itself is for a second store to show:
add one to settings.ANCHOR_STORES (design 7; safety.md 2.2 and AB23).
"""

import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from .keys import derived

START = "0" * 64
ROOM = 4 * 1024 * 1024  # bytes that must be free before an act may begin
_TAIL = 4096


class AnchorsUnavailable(RuntimeError):
    """Anchors cannot be written, so nothing may happen that would need one."""


class BrokenAnchor(Exception):
    """A line of the anchors is not what was written."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a lane: its last row's number and hash (hexadecimal)."""

    lane: int
    seq: int
    hash: str


class AnchorStore(Protocol):
    """A place for anchors outside the database. To add one, name its class in ANCHOR_STORES."""

    def check(self) -> None:
        """Raise AnchorsUnavailable if a line could not be written now."""

    def append(self, heads: Sequence[Head], *, durable: bool = False) -> None:
        """Write a line for each head. Raises OSError."""

    def read(self) -> Iterator[Head]:
        """Give every head ever written, in order. Raises BrokenAnchor on the first bad line."""


@lru_cache(maxsize=1)
def _stores(names: tuple[str, ...]) -> tuple[AnchorStore, ...]:
    return tuple(import_string(name)() for name in names)


def stores() -> tuple[AnchorStore, ...]:
    """Give the stores named in the settings."""
    return _stores(tuple(settings.ANCHOR_STORES))


def seal(key: bytes, previous: str, payload: str) -> str:
    """Give the seal of a line: keyed, over the line and the seal of the line before."""
    return hmac.digest(key, f"{previous}\n{payload}".encode(), hashlib.sha256).hex()


class AnchorFiles:
    """Monthly text files in settings.ANCHOR_DIR: `time lane seq hash seal` a line."""

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return Path(settings.ANCHOR_DIR)

    def check(self) -> None:
        """See AnchorStore. Opens the month's file for writing and asks the disk for room."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._month(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                disk = os.fstatvfs(descriptor)
            finally:
                os.close(descriptor)
        except OSError as problem:
            raise AnchorsUnavailable(f"ANCHOR_DIR: {problem.strerror}.") from problem
        if disk.f_bavail * disk.f_frsize < ROOM:
            raise AnchorsUnavailable("ANCHOR_DIR: the disk is full.")

    def append(self, heads: Sequence[Head], *, durable: bool = False) -> None:
        """See AnchorStore. All lines in one write; a write cut short is taken back."""
        with self._locked():
            path = self._month()
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                self._write(descriptor, heads)
                if durable:
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def read(self) -> Iterator[Head]:
        """See AnchorStore. A line that a crash cut short is no line, and is passed over."""
        key, previous = derived("anchor"), START
        for path in self._files():
            with path.open("rb") as file:
                for number, raw in enumerate(file, start=1):
                    parts = _parts(raw)
                    if parts is None:
                        continue
                    payload, found = parts
                    if not hmac.compare_digest(seal(key, previous, payload), found):
                        raise BrokenAnchor(f"{path.name}, line {number}")
                    previous = found
                    _, lane, seq, digest = payload.split(" ")
                    yield Head(int(lane), int(seq), digest)

    def _write(self, descriptor: int, heads: Sequence[Head]) -> None:
        size = os.fstat(descriptor).st_size
        tail = os.pread(descriptor, _TAIL, max(0, size - _TAIL))
        previous = _last_seal(tail) or self._earlier_seal()
        text = "" if not tail or tail.endswith(b"\n") else "\n"
        key, now = derived("anchor"), datetime.now(UTC).isoformat(timespec="microseconds")
        for head in heads:
            payload = f"{now} {head.lane:02d} {head.seq} {head.hash}"
            previous = seal(key, previous, payload)
            text += f"{payload} {previous}\n"
        data = text.encode()
        try:
            complete = os.write(descriptor, data) == len(data)
        except OSError:
            complete = False
        if not complete:
            os.ftruncate(descriptor, size)
            raise OSError("The anchor was not written.")

    def _earlier_seal(self) -> str:
        """Give the last seal of the files before this month's, newest first."""
        for path in reversed(self._files()):
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - _TAIL))
                found = _last_seal(file.read())
            if found:
                return found
        return START

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("anchors-*.txt"))

    def _month(self) -> Path:
        return self.folder / f"anchors-{datetime.now(UTC):%Y-%m}.txt"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time on this machine: a line's seal needs the line before."""
        descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _parts(raw: bytes) -> tuple[str, str] | None:
    """Split a whole line into what was sealed and its seal; None for a fragment."""
    if not raw.endswith(b"\n"):
        return None
    payload, _, found = raw[:-1].decode("ascii", "replace").rpartition(" ")
    words = payload.split(" ")
    whole = len(found) == 64 and len(words) == 4 and words[1].isdigit() and words[2].isdigit()
    return (payload, found) if whole else None


def _last_seal(tail: bytes) -> str:
    for raw in reversed(tail.splitlines(keepends=True)):
        parts = _parts(raw)
        if parts:
            return parts[1]
    return ""
