"""Private files on disk: encrypted with the person's key, written whole or not at all (design 8).

The disk and the database cannot commit together, so the file comes first and its row second:
a row never points to nothing. A file whose row was rolled back is removed at once; one left by
a crash is found by `sweep`.
"""

import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

from casework.identity import vault
from casework.identity.records import new_id

from .models import AccessLevel, StoredFile

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DRAFTS = "drafts"
ORPHAN_AGE = timedelta(hours=1)


class StoreFull(Exception):
    """There is no room for the file; nothing of it was kept."""

    words = _("There is no room to store the file. Nothing was saved. Tell the administrator.")


class FileLost(Exception):
    """The row is there and its file is not: a restore went wrong, or somebody removed it."""


def put(
    data: bytes,
    *,
    key_id: UUID,
    name: str,
    content_type: str = "application/pdf",
    survivor_id: UUID | None = None,
    centre_ids: Sequence[int] = (),
    access_level: str = AccessLevel.RESERVED,
    sensitive: bool = True,
    scanned: bool = False,
    follows: bool = True,
) -> StoredFile:
    """Keep a file encrypted, in the current transaction, and give its row.

    follows: it goes with her to every centre that attends her; else it is of `centre_ids` alone.
    Reserved and sensitive unless said otherwise (law TD-13). The caller writes the audit row.
    Raises RuntimeError outside a transaction, StoreFull, and the vault's errors.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file is stored in the transaction of the act it belongs to.")
    row = StoredFile(
        id=new_id(), key_id=key_id, survivor_id=survivor_id, centre_ids=list(centre_ids),
        place=secrets.token_hex(32), name=name, content_type=content_type, size=len(data),
        sha256=hashlib.sha256(data).digest(), access_level=access_level, sensitive=sensitive,
        scanned=scanned, follows=follows,
    )  # fmt: skip
    sealed = vault.seal(key_id, data, context=_bound_to(row))
    transaction.on_commit(_Waiting(path_of(row.place)).settled)
    _write(row.place, sealed)
    row.save(force_insert=True)
    return row


def open(stored: StoredFile) -> BytesIO:
    """Give a file's bytes as a stream, already decrypted in memory.

    Only inside a transaction: after it nobody is asking, and the key is not to be had. The caller
    writes the audit row (`actions.read_file` does both). Raises RuntimeError outside a
    transaction, FileLost, vault.Tampered, vault.KeyDestroyed, vault.KeyUnavailable.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file is opened in the transaction of the request that asks for it.")
    try:
        sealed = path_of(stored.place).read_bytes()
    except FileNotFoundError:
        raise FileLost("A stored file is missing.") from None
    return BytesIO(vault.unseal(stored.key_id, sealed, context=_bound_to(stored)))


def path_of(place: str) -> Path:
    """Give where a file lies, spread over 256 folders."""
    return Path(settings.PRIVATE_DIR) / place[:2] / place


def sweep(*, at: datetime) -> int:
    """Remove files older than an hour that no row knows, and say how many.

    Only for the system role, which sees every row: to any other, files of people it may not see
    would look like nobody's. Raises PermissionError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != ("siivbg_system",):
            raise PermissionError("Only the system role may sweep.")
    oldest = (at - ORPHAN_AGE).timestamp()
    root, removed = Path(settings.PRIVATE_DIR), 0
    for folder in sorted(path for path in root.glob("*") if path.is_dir()):
        names = {path.name for path in folder.iterdir() if path.stat().st_mtime < oldest}
        known = StoredFile.objects.filter(place__in=names).values_list("place", flat=True)
        keep = set() if folder.name == DRAFTS else set(known)
        for name in names - keep:
            (folder / name).unlink(missing_ok=True)
            removed += 1
    return removed


class _Waiting:
    """A file whose row is not committed yet. It waits in the commit queue, and nowhere else.

    A rollback, whole or to a savepoint, empties that queue: the object dies and takes the file
    with it. Where the connection broke, nobody knows whether the row was committed: the file
    stays and the sweep, which can ask, decides.
    """

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path

    def settled(self) -> None:
        """The row is committed: the file stays."""
        self.path = None

    def __del__(self) -> None:
        if self.path and not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
            self.path.unlink(missing_ok=True)


def _bound_to(row: StoredFile) -> str:
    return f"casework_storedfile.content:{row.pk}"


def _write(place: str, data: bytes) -> None:
    """Write a file whole: aside, forced to disk, then renamed into place."""
    final = path_of(place)
    draft = Path(settings.PRIVATE_DIR) / DRAFTS / place
    try:
        for folder in (draft.parent, final.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_draft(draft, data)
        draft.rename(final)
        _force(final.parent)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        if problem.errno in FULL:
            raise StoreFull("No room for the file.") from None
        raise


def _write_draft(draft: Path, data: bytes) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _force(folder: Path) -> None:
    """Force a folder's list of names to disk, so that the new name survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
