"""What is missing, asked once and kindly; more time, once and with its reason (OI-05, DP-02)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.documents import store
from casework.documents.seal import SealFailed
from casework.documents.uploads import CleanFile

from . import letters, rules
from .actions import RightsRefused, case_of, locked
from .choices import What
from .events import moved, note
from .models import RequestFile, RightsRequest, Sending
from .states import State


@transaction.atomic
def ask_to_complete(
    *, request: RightsRequest, words: str, delivery: str, address: str, by: Staff, at: datetime
) -> RightsRequest:
    """Ask for what is missing: once, with five working days, through her safe way (law OI-05).

    It is never closed by itself afterwards. Raises RightsRefused, CannotMove.
    """
    kept = locked(request, by)
    if kept.fix_asked_at is not None:
        raise RightsRefused(_("It was asked once already. Go on with what there is."))
    problem = rules.short_reason(words)
    if problem:
        raise RightsRefused(problem)
    kept.fix_asked_at, kept.fix_until, kept.fix_words = at, rules.fix_until(at), words
    fields = ("fix_asked_at", "fix_until", "fix_words")
    moved(kept, State.COMPLETING, What.ASKED, by=by, at=at, fields=fields, reason=words)
    _sent(kept, What.ASKED, delivery, address, by, at)
    return kept


@transaction.atomic
def complete(
    *,
    request: RightsRequest,
    wording: str,
    files: Sequence[tuple[str, CleanFile]],
    by: Staff,
    at: datetime,
) -> RightsRequest:
    """Write down what she brought, or that nothing came and the work goes on all the same."""
    kept = locked(request, by)
    if wording.strip():
        before = str(kept.wording or "").strip()
        kept.wording = f"{before}\n\n{wording.strip()}".strip()
    keep_papers(kept, files, by=by, at=at)
    power = kept.papers.filter(kind="power").exists()
    facts = rules.Facts(kept.right, kept.filer, str(kept.wording or ""), power)
    kept.lacks = list(rules.missing(facts))
    waits = rules.must_be_held(case_of(kept)) and kept.confirmed_at is None
    after = State.HELD if waits else State.WORKING
    if waits and kept.hold_until is None:
        kept.hold_until = rules.hold_until(kept.filed_at, kept.ends_at)
    fields = ("wording", "lacks", "hold_until")
    return moved(kept, after, What.COMPLETED, by=by, at=at, fields=fields)


def keep_papers(
    request: RightsRequest, files: Sequence[tuple[str, CleanFile]], *, by: Staff, at: datetime
) -> list[RequestFile]:
    """Keep papers with the request, sealed with its key. Raises store.StoreFull."""
    return [_keep(request, kind, clean, by, at) for kind, clean in files]


def _keep(
    request: RightsRequest, kind: str, clean: CleanFile, by: Staff, at: datetime
) -> RequestFile:
    stored = store.put(
        clean.data, key_id=request.key_id, name=clean.name, content_type=clean.content_type,
        scanned=clean.scanned, follows=False,
    )  # fmt: skip
    paper = RequestFile(
        request=request, kind=kind, stored_file=stored, at=at, added_by=by.operator_id
    )
    paper.save(force_insert=True)
    return paper


@transaction.atomic
def extend(
    *,
    request: RightsRequest,
    reason: str,
    delivery: str,
    address: str,
    by: Staff,
    at: datetime,
    days: int | None = None,
) -> RightsRequest:
    """Take more time: once, before the end, with its reason and a sealed notice (law DP-02).

    delivery, address: how she was told, which belongs to the same act. Raises RightsRefused.
    """
    kept = locked(request, by)
    asked = rules.Extension(kept.right, kept.regime, kept.due_at, kept.extended_to)
    problem = asked.problem(at, reason)
    if problem:
        raise RightsRefused(problem)
    if kept.state in (State.DECIDED, State.ANSWERED, State.WITHDRAWN, State.TRANSFERRED):
        raise RightsRefused(_("There is an answer already: no more time is needed."))
    kept.extended_at, kept.extended_to = at, asked.until(days)
    kept.extension_reason = reason
    fields = ["extended_at", "extended_to", "extension_reason", "updated_at"]
    kept.save(update_fields=fields)
    try:
        notice = letters.extension(kept, by=by, at=at)
    except SealFailed:
        raise RightsRefused(_("The seal does not answer. Nothing was done: try again.")) from None
    note(kept, What.EXTENDED, by=by, at=at, reason=reason)
    digest = bytes(notice.sealed_sha256)
    _sent(kept, What.EXTENDED, delivery, address, by, at, digest)
    return kept


def _sent(  # noqa: PLR0917 - a row, said once
    request: RightsRequest, what: What, delivery: str, address: str, by: Staff, at: datetime,
    digest: bytes | None = None,
) -> None:  # fmt: skip
    Sending(
        request=request, key_id=request.key_id, what=what, delivery=delivery, address=address,
        at=at, content_sha256=digest, sent_by=by.operator_id,
    ).save(force_insert=True)  # fmt: skip


__all__ = ["ask_to_complete", "complete", "extend", "keep_papers"]
