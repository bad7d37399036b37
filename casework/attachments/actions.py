"""Writes on the documents of a file: file them, bring them in, take a slip back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import sandbox, store
from casework.documents.models import AccessLevel, SealedDocument, StoredFile
from casework.documents.uploads import CleanFile
from casework.survivors import timeline
from casework.survivors.doings import Doing, done
from casework.survivors.models import Survivor

from . import rules
from .models import Attachment

TARGET, LINE = "attachment", "document-filed"
_KIND = Attachment.Kind
# What a step of a protocol may ask for; what she signs or shows of herself has its own acts.
ASKED_FOR = {_KIND.REPORT, _KIND.HEALTH, _KIND.COURT, _KIND.COMPLAINT, _KIND.OTHER}


class AttachmentRefused(Exception):
    """The act is not possible. words: why, for the screen."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a document when it comes in.

    centre_id: the centre whose own it is; None: it is of what she signed and follows her.
    target: kind and id of what it belongs to, such as ("case", …). prosecution: it belongs to a
    criminal investigation (SE-03), so it stays secret and with its centre.
    """

    centre_id: int | None = None
    title: str = ""
    document_date: date | None = None
    target: tuple[str, UUID] | None = None
    prosecution: bool = False
    supersedes: Attachment | None = None

    @property
    def access_level(self) -> str:
        """Secret when the investigation is, as its earlier version was, or reserved."""
        if self.prosecution:
            return AccessLevel.SECRET
        return self.supersedes.access_level if self.supersedes else AccessLevel.RESERVED


NOTHING = About()


@transaction.atomic
def file_document(
    *,
    survivor: Survivor,
    stored: StoredFile,
    kind: str,
    by: Actor | Staff,
    at: datetime,
    sealed: SealedDocument | None = None,
    about: About = NOTHING,
    thumbnail: StoredFile | None = None,
) -> Attachment:
    """File a stored document in her file, and log it. kind: one of Attachment.Kind."""
    actor, old = _actor(by), about.supersedes
    attachment = Attachment(
        survivor=survivor, key_id=survivor.key_id, stored_file=stored, sealed_document=sealed,
        kind=kind, filed_at=at, filed_by=actor.id if actor.kind == "staff" else None,
        thumbnail=thumbnail, title=about.title, document_date=about.document_date,
        centre_id=about.centre_id, follows=about.centre_id is None,
        centre_ids=[] if about.centre_id is None else [about.centre_id],
        access_level=about.access_level, prosecution=about.prosecution, supersedes=old,
        target_kind=about.target[0] if about.target else "",
        target_id=about.target[1] if about.target else None,
    )  # fmt: skip
    if old:
        attachment.series = old.series
    attachment.save(force_insert=True)
    if isinstance(by, Staff):
        _tell(survivor, attachment, by)
    _log(Verb.DOCUMENT_FILED, attachment, actor, at, kind=kind)
    if isinstance(by, Staff):
        _answer_steps(survivor, kind, by, at)
    return attachment


def _answer_steps(survivor: Survivor, kind: str, by: Staff, at: datetime) -> None:
    if kind in ASKED_FOR:
        done(survivor, Doing.DOCUMENT, by=by, at=at)
    if kind == Attachment.Kind.REPORT:
        done(survivor, Doing.REPORT, by=by, at=at)


def _actor(by: Actor | Staff) -> Actor:
    return by.actor if isinstance(by, Staff) else by


def _tell(survivor: Survivor, attachment: Attachment, by: Staff) -> None:
    """Leave a line for the other centres; of a criminal investigation, none (SE-03)."""
    if attachment.prosecution or attachment.kind == Attachment.Kind.PLAN:
        return  # a plan has a line of its own
    timeline.note(
        survivor, timeline.Kind.DOCUMENT, LINE, target=(TARGET, attachment.pk), by=by,
        at=attachment.filed_at, centre_id=attachment.centre_id, detail={"kind": attachment.kind},
    )  # fmt: skip


def _log(verb: Verb, attachment: Attachment, by: Actor, at: datetime, **detail: str) -> None:
    target = Target(TARGET, str(attachment.pk))
    record(verb, by=by, at=at, target=target, subject=attachment.survivor_id, detail=detail)


@transaction.atomic
def bring(
    *,
    survivor: Survivor,
    file: CleanFile,
    kind: str,
    by: Actor | Staff,
    at: datetime,
    about: About = NOTHING,
) -> Attachment:
    """Keep a file from outside, already made harmless, encrypted with her key, in her file.

    With it goes a small picture, of itself or of its first page, under the same rule. Raises
    store.StoreFull: then nothing of it was kept.
    """
    stored = _put(survivor, about, file.data, file.name, file.content_type, scanned=file.scanned)
    return file_document(
        survivor=survivor, stored=stored, kind=kind, by=by, at=at, about=about,
        thumbnail=_small(survivor, about, file),
    )  # fmt: skip


@transaction.atomic
def bring_version(
    *, old: Attachment, file: CleanFile, by: Staff, at: datetime, document_date: date | None = None
) -> Attachment:
    """Bring a newer version of a document; the older stays in its list of versions.

    It takes title, kind, level and belonging from the older one. Raises AttachmentRefused when
    it is sealed or has a newer version already, store.StoreFull.
    """
    if old.sealed_document_id is not None:
        raise AttachmentRefused(_("What was sealed here is never replaced."))
    if Attachment.objects.filter(supersedes=old, withdrawn_at=None).exists():
        raise AttachmentRefused(_("There is a newer version already: replace that one."))
    about = About(
        centre_id=old.centre_id, title=old.title or "", document_date=document_date,
        target=(old.target_kind, old.target_id) if old.target_id else None,
        prosecution=old.prosecution, supersedes=old,
    )  # fmt: skip
    return bring(survivor=old.survivor, file=file, kind=old.kind, by=by, at=at, about=about)


def _put(
    survivor: Survivor, about: About, data: bytes, name: str, content_type: str, *, scanned: bool
) -> StoredFile:
    own = about.centre_id is not None
    return store.put(
        data, key_id=survivor.key_id, name=name, content_type=content_type, scanned=scanned,
        survivor_id=survivor.pk, access_level=about.access_level, follows=not own,
        centre_ids=[about.centre_id] if about.centre_id is not None else survivor.centre_ids,
    )  # fmt: skip


def _small(survivor: Survivor, about: About, file: CleanFile) -> StoredFile | None:
    """Keep a small picture; without one the document is filed all the same."""
    try:
        data = sandbox.small(file.content_type, file.data)
    except sandbox.Refused:
        return None
    return _put(survivor, about, data, "", "image/jpeg", scanned=file.scanned)


@transaction.atomic
def take_back(*, attachment: Attachment, by: Staff, at: datetime) -> Attachment:
    """Take back a document brought by mistake, within 15 minutes. It stays, unseen.

    Raises AttachmentRefused with the reason.
    """
    refused = rules.slip_refused(
        filed_at=attachment.filed_at, mine=attachment.filed_by == by.operator_id,
        follows=attachment.follows, held=attachment.held_at is not None, at=at,
        replaced=Attachment.objects.filter(supersedes=attachment, withdrawn_at=None).exists(),
    )  # fmt: skip
    if refused:
        raise AttachmentRefused(refused)
    attachment.withdrawn_at, attachment.withdrawn_by = at, by.operator_id
    attachment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    timeline.withdraw(attachment.survivor, target=(TARGET, attachment.pk), at=at)
    _log(Verb.CHANGED, attachment, by.actor, at, what="document-taken-back")
    return attachment
