"""The log's own secret, outside the database: it seals anchors and hides addresses."""

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

NAME = "audit.key"


class LogKeyMissing(RuntimeError):
    """The log's key is not where it should be, and this is not the place to invent one."""


def derived(purpose: str) -> bytes:
    """Give the 32-byte key for a purpose ("anchor", "origin"). Raises LogKeyMissing."""
    return hmac.digest(_master(Path(settings.KEY_DIR) / NAME), purpose.encode(), hashlib.sha256)


def begin(folder: Path) -> None:
    """Make the log's key in a folder that has none. Safe to repeat."""
    if not (folder / NAME).exists():
        _make(folder / NAME)


@lru_cache(maxsize=4)
def _master(path: Path) -> bytes:
    if not path.exists():
        if settings.PRODUCTION:
            raise LogKeyMissing(
                f"There is no {NAME} in KEY_DIR. Restore it from the keys' backup; for a first "
                "start run manage.py rotate_keys --begin."
            )
        _make(path)
    key = path.read_bytes()
    if len(key) < 32:
        raise LogKeyMissing(f"{NAME} in KEY_DIR is shorter than 32 bytes.")
    return key


def _make(path: Path) -> None:
    """Write the key under another name first: a second process must never read half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
