"""Writes on what is said of a document: its description, its level, its legal hold (TD-13)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents.models import AccessLevel, StoredFile
from casework.survivors import timeline

from .actions import TARGET, AttachmentRefused
from .models import Attachment


@dataclass(frozen=True, slots=True)
class Described:
    """What may be written anew of a document."""

    kind: str
    title: str
    document_date: date | None
    prosecution: bool


@transaction.atomic
def describe(*, attachment: Attachment, said: Described, by: Staff, at: datetime) -> Attachment:
    """Write kind, title, date and whether it belongs to a criminal investigation (SE-03).

    Raises AttachmentRefused: a document that follows her cannot be kept from the other centres.
    """
    if said.prosecution and attachment.follows:
        raise AttachmentRefused(_("What she signed follows her and cannot be kept secret."))
    attachment.kind, attachment.title = said.kind, said.title
    attachment.document_date, attachment.prosecution = said.document_date, said.prosecution
    fields = ["kind", "title", "document_date", "prosecution"]
    if said.prosecution:
        attachment.access_level = AccessLevel.SECRET
        fields.append("access_level")
        timeline.withdraw(attachment.survivor, target=(TARGET, attachment.pk), at=at)
    attachment.save(update_fields=fields)
    _level_files(attachment)
    log(attachment, by, at, "document-described")
    return attachment


@transaction.atomic
def classify(
    *, attachment: Attachment, access_level: str, sensitive: bool, by: Staff, at: datetime
) -> Attachment:
    """Set access level and sensitivity; only the head of its centre. Raises AttachmentRefused."""
    _head_only(attachment, by)
    if attachment.prosecution and access_level != AccessLevel.SECRET:
        raise AttachmentRefused(_("A document of a criminal investigation stays secret."))
    if attachment.follows and access_level == AccessLevel.SECRET:
        raise AttachmentRefused(_("What she signed follows her and cannot be kept secret."))
    attachment.access_level, attachment.sensitive = access_level, sensitive
    attachment.save(update_fields=["access_level", "sensitive"])
    _level_files(attachment)
    log(attachment, by, at, "document-classified")
    return attachment


def _level_files(attachment: Attachment) -> None:
    """Give the stored files the level of their document: the database asks theirs."""
    ids = [attachment.stored_file_id, attachment.thumbnail_id]
    files = StoredFile.objects.filter(pk__in=[one for one in ids if one])
    files.update(access_level=attachment.access_level, sensitive=attachment.sensitive)


@transaction.atomic
def hold(
    *, attachment: Attachment, reason: str, until: date | None, by: Staff, at: datetime
) -> Attachment:
    """Hold a document by law: nothing takes it away until the hold is lifted by hand.

    until: the day somebody has to look at it again, if there is one. Raises AttachmentRefused,
    also when it is held already: the first reason is not written over.
    """
    _head_only(attachment, by)
    if attachment.held_at is not None:
        raise AttachmentRefused(_("It is held already. Lift that hold first."))
    attachment.held_at, attachment.held_by = at, by.operator_id
    attachment.hold_reason, attachment.held_until = reason, until
    attachment.save(update_fields=["held_at", "held_by", "hold_reason", "held_until"])
    log(attachment, by, at, "document-held")
    return attachment


@transaction.atomic
def release(*, attachment: Attachment, by: Staff, at: datetime) -> Attachment:
    """Lift the hold. Why it was held stays in the log of who held it. Raises AttachmentRefused."""
    _head_only(attachment, by)
    attachment.held_at = attachment.held_by = attachment.held_until = None
    attachment.save(update_fields=["held_at", "held_by", "held_until"])
    log(attachment, by, at, "document-released")
    return attachment


def _head_only(attachment: Attachment, by: Staff) -> None:
    if not by.heads & set(attachment.centre_ids):
        raise AttachmentRefused(_("Only the head of the centre decides this."))


def log(attachment: Attachment, by: Staff, at: datetime, what: str) -> None:
    """Write the act in the log."""
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target(TARGET, str(attachment.pk)),
        subject=attachment.survivor_id, detail={"what": what},
    )  # fmt: skip
