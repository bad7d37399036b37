"""Writing documents: issue, withdraw, open, stamp late. Each leaves its line in the log."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import translation

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.records import new_id

from . import codes, render, store
from .check import sha256
from .models import DocumentStatus, SealedDocument, Stamp, StoredFile
from .neutral import download_name
from .seal import seal
from .signers import signer
from .stamping import is_stamped, stamp

TARGET = "document"


@transaction.atomic
def issue(
    *,
    template: str,
    context: Mapping[str, object],
    title: str,
    kind: str,
    key_id: UUID,
    by: Actor,
    at: datetime,
    survivor_id: UUID | None = None,
    centre_ids: Sequence[int] = (),
    language: str = "es",
    follows: bool = True,  # as in `store.put`
    square: tuple[str, str] | None = None,
) -> SealedDocument:
    """Print, seal and store a document, and give its row (design 6; law FE-02, FE-03).

    context: plain data (what JSON can hold); the code, the QR and the demo notice are added.
    square: (address, code) that the QR opens, where another page says more than the public check.
    title: neutral words, also the seal's reason. kind: a code such as "consent". The row's
    `stored` file holds the sealed PDF. Raises NotNeutral, OutsideAsset, SealFailed, StoreFull.
    """
    code, authority = codes.new_code(), signer()
    proof = _proof(code, square)
    data = _plain(context, language) | {"demo": authority.demo, "proof": proof}
    printed = _print(template, data, title, language)
    sealed = seal(printed, reason=title, at=at)
    stored = store.put(
        sealed, key_id=key_id, name=download_name(), survivor_id=survivor_id,
        centre_ids=centre_ids, follows=follows)  # fmt: skip
    document = SealedDocument.objects.create(
        id=new_id(), key_id=key_id, survivor_id=survivor_id, centre_ids=list(centre_ids),
        stored=stored, kind=kind, title=title, language=language, template=template,
        edition=render.edition(template), context=data, code=code, follows=follows,
        code_digest=codes.digest(code), rendered_sha256=sha256(printed),
        sealed_sha256=sha256(sealed), strength=authority.strength, provider=authority.provider,
        demo=authority.demo, stamp=_stamp_state(sealed), issued_at=at,
    )  # fmt: skip
    _log(Verb.DOCUMENT_SEALED, document, by, at, document_kind=kind)
    return document


@transaction.atomic
def withdraw(*, document: SealedDocument, by: Actor, at: datetime) -> SealedDocument:
    """Make a document say "withdrawn" from now on. Doing it twice changes and logs nothing."""
    valid = SealedDocument.objects.filter(pk=document.pk, status=DocumentStatus.VALID)
    if valid.update(status=DocumentStatus.WITHDRAWN, withdrawn_at=at):
        _log(Verb.DOCUMENT_WITHDRAWN, document, by, at, document_kind=document.kind)
    document.refresh_from_db(fields=["status", "withdrawn_at"])
    return document


@transaction.atomic
def read_file(*, stored: StoredFile, by: Actor, at: datetime, purpose: str = "") -> BytesIO:
    """Open a stored file and log that it was opened: no line in the log, no file."""
    record(
        Verb.DOCUMENT_OPENED,
        by=by,
        at=at,
        target=Target("file", str(stored.pk)),
        subject=stored.survivor_id,
        purpose=purpose,
    )
    return store.open(stored)


def reprint(document: SealedDocument) -> bytes:
    """Print a document again from what is kept of it: the same bytes as when it was issued.

    A different hash than `rendered_sha256` with the same `edition` means that the kept data or
    the template were tampered with.
    """
    return _print(document.template, document.context, document.title, document.language)


@transaction.atomic
def stamp_late(*, document: SealedDocument, by: Actor, at: datetime) -> SealedDocument:
    """Put the time stamp on a document whose authority was down. System role only.

    The stamped file is a new stored file; the copy already given out stays recognised. Raises
    TimestampUnavailable: try again later.
    """
    before = document.stored
    stamped = stamp(store.open(before).getvalue())
    document.stored = store.put(
        stamped, key_id=document.key_id, name=before.name, survivor_id=document.survivor_id,
        centre_ids=document.centre_ids, access_level=before.access_level,
        sensitive=before.sensitive, follows=before.follows,
    )  # fmt: skip
    document.unstamped_sha256 = document.sealed_sha256
    document.sealed_sha256, document.stamp = sha256(stamped), Stamp.DONE
    document.save(update_fields=["stored", "unstamped_sha256", "sealed_sha256", "stamp"])
    _log(Verb.DOCUMENT_SEALED, document, by, at, stamp="late")
    return document


def _plain(context: Mapping[str, object], language: str) -> dict[str, Any]:
    """Give the context as the row will keep it, so that what is printed is what is kept."""
    with translation.override(language):
        kept: dict[str, Any] = json.loads(json.dumps(dict(context), cls=DjangoJSONEncoder))
    return kept


def _print(template: str, data: Mapping[str, Any], title: str, language: str) -> bytes:
    proof = data["proof"]
    address, code = proof.get("square") or (proof["address"], proof["code"])
    pictures = {"qr": codes.qr(code, address)}
    return render.pdf(template, data, title=title, language=language, pictures=pictures)


def _proof(code: str, square: tuple[str, str] | None) -> dict[str, Any]:
    """Give what the row keeps of how it is checked, so that it is printed again alike."""
    own = {"square": list(square)} if square else {}
    return {"code": code, "address": codes.checking_address(), **own}


def _stamp_state(sealed: bytes) -> Stamp:
    if is_stamped(sealed):
        return Stamp.DONE
    return Stamp.PENDING if settings.TIMESTAMP_URL else Stamp.NONE


def _log(verb: Verb, document: SealedDocument, by: Actor, at: datetime, **detail: str) -> None:
    record(
        verb,
        by=by,
        at=at,
        target=Target(TARGET, str(document.pk)),
        subject=document.survivor_id,
        detail=detail,
    )
