"""The vault: seals what identifies a person with that person's own key (design 8, safety.md 4).

Envelope encryption: AES-256-GCM under a data key per person; the data key is kept wrapped by a
key outside the database (`key_ports`). What is sealed is bound to its place: another column, row
or person's key does not open it. Destroying a data key is erasure, also in every backup whose
wrapping key is gone.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.signals import request_finished, request_started
from django.db import connection, transaction
from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from .key_ports import KEY_BYTES, NONCE_BYTES, KeyUnavailable, Tampered, key_port
from .models import DataKey, KeyOwner
from .records import new_id

__all__ = [
    "KeyDestroyed",
    "KeyOwner",
    "KeyUnavailable",
    "Tampered",
    "accept",
    "carried",
    "destroy",
    "forget",
    "new_key",
    "seal",
    "unlock",
    "unseal",
]

FORMAT = b"\x01"
# Held shared by whoever wraps a new key until it is committed, and alone by a rotation before
# it retires the old KEK: so no key can be left behind under a KEK that is gone.
ROTATION_LOCK = 0x51_1B_60


class KeyDestroyed(Exception):
    """The person's key was destroyed: what it sealed is gone for good."""


class Doer(Protocol):
    """Who destroys a key, as the log knows it."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...


class _Cache:
    """Unwrapped keys of one transaction. Valid while its mark waits in the commit queue."""

    def __init__(self) -> None:
        self.keys: dict[UUID, bytes] = {}

    def __call__(self) -> None:
        """End of the transaction: forget."""
        self.keys.clear()

    def alive(self) -> bool:
        """Say whether the transaction (and savepoint) it was begun in still runs.

        Looked for from the end: it is asked at every field, and the queue may be long.
        """
        return any(entry[1] is self for entry in reversed(connection.run_on_commit))


_cache: ContextVar[_Cache | None] = ContextVar("unwrapped_keys", default=None)


def new_key(*, owner: KeyOwner, survivor_id: UUID | None, centre_ids: list[int]) -> UUID:
    """Make a data key, wrapped and stored, and give its id. Needs a transaction.

    survivor_id: the woman whose file it belongs to. centre_ids: the centres whose staff may use
    it; empty for KeyOwner.INSTITUTION. The database refuses what does not fit.
    """
    port, key_id, key = key_port(), new_id(), secrets.token_bytes(KEY_BYTES)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ROTATION_LOCK])
        kek_id = port.current()
        wrapped = port.wrap(key, kek_id=kek_id, context=wrapping_context(key_id, owner))
        DataKey.objects.create(
            id=key_id,
            owner=owner,
            survivor_id=survivor_id,
            centre_ids=centre_ids,
            kek_id=kek_id,
            wrapped=wrapped,
        )
    return key_id


def seal(key_id: UUID, plain: bytes, *, context: str) -> bytes:
    """Seal bytes for one place; context: "table.column:row".

    Raises KeyDestroyed, KeyUnavailable.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_key(key_id)).encrypt(nonce, plain, _bound(key_id, context))
    return FORMAT + nonce + sealed


def unseal(key_id: UUID, sealed: bytes, *, context: str) -> bytes:
    """Open what `seal` gave, in the same place.

    Raises Tampered (changed, moved, or another's), KeyDestroyed, KeyUnavailable.
    """
    key = _key(key_id)
    nonce, body = sealed[1 : NONCE_BYTES + 1], sealed[NONCE_BYTES + 1 :]
    try:
        if sealed[:1] != FORMAT:
            raise ValueError
        return AESGCM(key).decrypt(nonce, body, _bound(key_id, context))
    except (InvalidTag, ValueError):
        raise Tampered("A sealed value does not belong where it was found.") from None


def unlock(key_ids: Iterable[UUID]) -> None:
    """Fetch many keys at once, for a list. Keys that cannot be had are left for `unseal` to name.

    Outside a transaction it does nothing: keys are never kept longer than one.
    """
    cache = _current_cache()
    missing = set(key_ids) - cache.keys.keys() if cache else set()
    if cache and missing:
        for row in DataKey.objects.filter(pk__in=missing, wrapped__isnull=False):
            with suppress(KeyUnavailable, Tampered):
                cache.keys[row.pk] = _unwrapped(row)


def carried(column: str = "key_id") -> Subquery:
    """Give a row's wrapped key as one value of the statement that reads the row, for `accept`.

    The key is asked for by whoever reads, under the same policies as any other reading of keys.
    """
    rows = DataKey.objects.filter(pk=OuterRef(column), wrapped__isnull=False)
    columns = {name: name for name in ("owner", "kek_id", "wrapped")}
    return Subquery(rows.values(one=JSONObject(**columns))[:1], output_field=JSONField())


def accept(key_id: UUID, value: dict[str, str] | None) -> None:
    """Unwrap a key that came with its row (`carried`); one that cannot be had is left, as above."""
    cache = _current_cache()
    if cache and value and key_id not in cache.keys:
        wrapped = bytes.fromhex(value["wrapped"][2:])
        row = DataKey(id=key_id, owner=value["owner"], kek_id=value["kek_id"], wrapped=wrapped)
        with suppress(KeyUnavailable, Tampered):
            cache.keys[key_id] = _unwrapped(row)


def destroy(key_id: UUID, *, by: Doer, at: datetime) -> None:
    """Destroy a key for good. The caller writes the audit row in the same transaction.

    Raises KeyUnavailable where the key is not visible to the asker, KeyDestroyed where it was
    destroyed before.
    """
    doer = f"{by.kind}:{by.id or ''}"
    alive = DataKey.objects.filter(pk=key_id, wrapped__isnull=False)
    if not alive.update(wrapped=None, destroyed_at=at, destroyed_by=doer):
        _fetch(key_id)
        raise KeyUnavailable("The key cannot be destroyed by who asks.")
    forget()


def forget(**_signal: Any) -> None:
    """Drop every unwrapped key of this thread. Runs at both ends of every request."""
    _cache.set(None)


request_started.connect(forget, dispatch_uid="vault.forget.start")
request_finished.connect(forget, dispatch_uid="vault.forget.end")


def wrapping_context(key_id: UUID, owner: str) -> bytes:
    """Give what a wrapped key is bound to: its own row and whose it is."""
    return b"datakey:" + key_id.bytes + str(owner).encode()


def _bound(key_id: UUID, context: str) -> bytes:
    return key_id.bytes + context.encode()


def _key(key_id: UUID) -> bytes:
    cache = _current_cache()
    if cache is None:
        return _fetch(key_id)
    if key_id not in cache.keys:
        cache.keys[key_id] = _fetch(key_id)
    return cache.keys[key_id]


def _current_cache() -> _Cache | None:
    """Give this transaction's cache, a fresh one where the last transaction is over."""
    if not connection.in_atomic_block:
        return None
    cache = _cache.get()
    if cache is None or not cache.alive():
        cache = _Cache()
        transaction.on_commit(cache)
        _cache.set(cache)
    return cache


def _fetch(key_id: UUID) -> bytes:
    """Read and unwrap one key; read once more where its KEK was retired in between."""
    try:
        return _unwrapped(_row(key_id))
    except KeyUnavailable:
        return _unwrapped(_row(key_id))


def _row(key_id: UUID) -> DataKey:
    row = DataKey.objects.filter(pk=key_id).first()
    if row is None:
        raise KeyUnavailable("No such key for who asks.")
    return row


def _unwrapped(row: DataKey) -> bytes:
    if row.wrapped is None:
        raise KeyDestroyed("This person's key was destroyed.")
    context = wrapping_context(row.pk, row.owner)
    return key_port().unwrap(bytes(row.wrapped), kek_id=row.kek_id, context=context)
