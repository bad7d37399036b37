"""Writes on the documents of a file."""

from datetime import datetime

from django.db import transaction

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import store
from casework.documents.models import SealedDocument, StoredFile
from casework.documents.uploads import CleanFile
from casework.survivors.models import Survivor

from .models import Attachment


@transaction.atomic
def file_document(
    *,
    survivor: Survivor,
    stored: StoredFile,
    kind: str,
    by: Actor,
    at: datetime,
    sealed: SealedDocument | None = None,
) -> Attachment:
    """File a stored document in her file, and log it. kind: one of Attachment.Kind."""
    attachment: Attachment = Attachment.objects.create(
        survivor=survivor,
        key_id=survivor.key_id,
        stored_file=stored,
        sealed_document=sealed,
        kind=kind,
        filed_at=at,
        filed_by=by.id if by.kind == "staff" else None,
    )
    target = Target("attachment", str(attachment.pk))
    detail = {"kind": kind}
    record(Verb.DOCUMENT_FILED, by=by, at=at, target=target, subject=survivor.pk, detail=detail)
    return attachment


@transaction.atomic
def bring(*, survivor: Survivor, file: CleanFile, kind: str, by: Actor, at: datetime) -> Attachment:
    """Keep a file from outside, already made harmless, encrypted with her key, in her file.

    Raises store.StoreFull: then nothing of it was kept.
    """
    stored = store.put(
        file.data,
        key_id=survivor.key_id,
        name=file.name,
        content_type=file.content_type,
        survivor_id=survivor.pk,
        centre_ids=survivor.centre_ids,
        scanned=file.scanned,
    )
    return file_document(survivor=survivor, stored=stored, kind=kind, by=by, at=at)
