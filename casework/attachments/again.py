"""The same file sent twice: after a lost connection nobody knows whether it had arrived."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import connection

from casework.access.principals import Staff
from casework.documents.uploads import CleanFile
from casework.identity import vault
from casework.survivors.models import Survivor

from .actions import About
from .models import Attachment
from .rules import SLIP


def sent_before(
    survivor: Survivor, file: CleanFile, *, kind: str, about: About, by: Staff, at: datetime
) -> Attachment | None:
    """Give the document this person filed of the same file in the last quarter of an hour.

    Same bytes, name, kind and title: then it is one that was sent again. Waits for a first
    sending that is still being written.
    """
    digest = hashlib.sha256(file.data).digest()
    _wait_for_the_first(survivor.pk, digest)
    rows = Attachment.objects.visible_to(by).filter(
        survivor=survivor, filed_by=by.operator_id, filed_at__gt=at - SLIP, kind=kind,
        withdrawn_at=None, stored_file__sha256=digest,
    )  # fmt: skip
    found = list(rows.select_related("stored_file"))
    vault.unlock({row.stored_file.key_id for row in found})
    return next((row for row in found if _same(row, file, about)), None)


def _same(row: Attachment, file: CleanFile, about: About) -> bool:
    return row.stored_file.name == file.name and (row.title or "") == about.title


def _wait_for_the_first(survivor_id: UUID, digest: bytes) -> None:
    """Take turns with whoever sends the same file to the same record; until the end of the act."""
    turn = hashlib.sha256(survivor_id.bytes + digest).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(turn, "big", signed=True)]
        )
