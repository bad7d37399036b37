"""Where the keys outside the database live: a folder here, a vault or PKCS#11 device elsewhere."""

import os
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.module_loading import import_string

NONCE_BYTES = 12
KEY_BYTES = 32
FIRST = "kek-0001"
_KEK_ID = re.compile(r"[a-z0-9-]{1,40}")


class KeyUnavailable(Exception):
    """A key cannot be had: not visible to the asker, not in this folder or device, or retired."""


class Tampered(Exception):
    """Something sealed was changed, moved to another place, or sealed with another key."""


class KeyPort(Protocol):
    """Key-encryption keys (KEK) wrap persons' keys; the lookup key makes search digests.

    A device may keep the KEK inside and do `wrap` and `unwrap` itself; the lookup key is given
    out because search needs thousands of digests a second.
    """

    def current(self) -> str:
        """Give the id of the KEK for new keys, read afresh: another process may have changed it."""

    def wrap(self, key: bytes, *, kek_id: str, context: bytes) -> bytes:
        """Wrap a key, bound to the context. Raises KeyUnavailable."""

    def unwrap(self, wrapped: bytes, *, kek_id: str, context: bytes) -> bytes:
        """Unwrap a key. Raises KeyUnavailable, or Tampered where context or bytes differ."""

    def renew(self) -> str:
        """Make a new KEK, make it the current one and give its id."""

    def ids(self) -> list[str]:
        """Give the ids of the KEKs in service, oldest first."""

    def retire(self, kek_id: str) -> None:
        """Take a KEK out of service. The caller has made sure that nothing is wrapped by it."""

    def lookup_key(self) -> bytes:
        """Give the key of the search digests, never the same as a KEK."""


class FileKeys:
    """Keys as files of mode 0600 in one folder: `<id>.kek`, `<id>.retired`, `current`, `lookup`.

    In development an empty folder fills itself. In production it does not: a folder that is not
    mounted must stop the product, not give it new keys that open nothing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or settings.KEY_DIR
        self._keks: dict[str, bytes] = {}
        self._lookup: bytes | None = None

    def current(self) -> str:
        """Give the id in the file `current`, beginning the folder first where that is allowed."""
        try:
            return (self.folder / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            self._begin_if_allowed()
            return (self.folder / "current").read_text(encoding="ascii").strip()

    def wrap(self, key: bytes, *, kek_id: str, context: bytes) -> bytes:
        """Wrap with AES-256-GCM under a fresh nonce."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._kek(kek_id)).encrypt(nonce, key, context)

    def unwrap(self, wrapped: bytes, *, kek_id: str, context: bytes) -> bytes:
        """Unwrap; a KEK not known yet is looked for in the folder."""
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self._kek(kek_id)).decrypt(nonce, sealed, context)
        except (InvalidTag, ValueError):
            raise Tampered("A wrapped key does not open.") from None

    def renew(self) -> str:
        """Write a new KEK, then point `current` at it."""
        number = len(list(self.folder.glob("*.kek"))) + len(list(self.folder.glob("*.retired"))) + 1
        # Letters only: digits after the number could look like a RUN, which the log refuses.
        mark = "".join(secrets.choice("abcdef") for _place in range(8))
        kek_id = f"kek-{number:04d}-{mark}"
        self._write_new(f"{kek_id}.kek", secrets.token_bytes(KEY_BYTES).hex())
        self._replace("current", kek_id)
        return kek_id

    def ids(self) -> list[str]:
        """Give the ids of the `.kek` files."""
        return sorted(path.stem for path in self.folder.glob("*.kek"))

    def retire(self, kek_id: str) -> None:
        """Rename the file to `.retired`. Delete it by hand once no backup needs it."""
        if kek_id == self.current():
            raise ValueError("The current key cannot be retired.")
        (self.folder / f"{kek_id}.kek").rename(self.folder / f"{kek_id}.retired")
        self._keks.pop(kek_id, None)

    def lookup_key(self) -> bytes:
        """Give the content of `lookup`."""
        if self._lookup is None:
            path = self.folder / "lookup"
            if not path.exists():
                self._begin_if_allowed()
            self._lookup = _read(path)
        return self._lookup

    def begin(self) -> None:
        """Fill an empty folder: the lookup key first, then the first KEK. Safe to repeat."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._write_new("lookup", secrets.token_bytes(KEY_BYTES).hex())
        if not (self.folder / "current").exists():
            self._write_new(f"{FIRST}.kek", secrets.token_bytes(KEY_BYTES).hex())
            self._write_new("current", FIRST)

    def _begin_if_allowed(self) -> None:
        found = set(self.ids())
        lost = found - {FIRST} or (found and not (self.folder / "lookup").exists())
        if settings.PRODUCTION or lost:
            raise KeyUnavailable(
                "KEY_DIR holds no keys. Restore them from their backup; for a first start run "
                "manage.py rotate_keys --begin."
            )
        self.begin()

    def _kek(self, kek_id: str) -> bytes:
        if kek_id not in self._keks:
            if not _KEK_ID.fullmatch(kek_id):
                raise KeyUnavailable("A key-encryption key has an impossible name.")
            self._keks[kek_id] = _read(self.folder / f"{kek_id}.kek")
        return self._keks[kek_id]

    def _write_new(self, name: str, content: str) -> None:
        """Create a file whole or not at all; leave one that exists as it is."""
        draft = self._draft(content)
        try:
            os.link(draft, self.folder / name)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        self._sync()

    def _replace(self, name: str, content: str) -> None:
        self._draft(content).replace(self.folder / name)
        self._sync()

    def _draft(self, content: str) -> Path:
        draft = self.folder / f".{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return draft

    def _sync(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeyUnavailable("A key is not in KEY_DIR.") from None
    except ValueError:
        raise KeyUnavailable("A key file in KEY_DIR is damaged.") from None


@cache
def key_port() -> KeyPort:
    """Give the port named by the setting KEY_PORT, one for the process."""
    port: KeyPort = import_string(settings.KEY_PORT)()
    return port
