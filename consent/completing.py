"""Writes that complete what was signed: confirmed in private, scan, proof, related persons."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.attachments.actions import bring
from casework.attachments.models import Attachment
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents.uploads import CleanFile
from casework.survivors.doings import Doing, done
from casework.survivors.models import RelatedPerson

from .record_models import ConsentConfirmation, ConsentRecord, Lack, RelatedAnswer

KINDS = {Lack.SCAN: Attachment.Kind.PAPER_SCAN, Lack.PROOF: Attachment.Kind.POWER}


class NothingLacking(Exception):
    """The record does not lack this (any more)."""


@transaction.atomic
def confirm_in_private(*, record_: ConsentRecord, by: Staff, at: datetime) -> ConsentConfirmation:
    """Note that she said the same again, alone with a worker (safety.md 5, under coercion).

    Only from now on may her data go where she said. Raises NothingLacking.
    """
    confirmed = _confirm(record_, Lack.PRIVATE, None, by, at)
    done(record_.survivor, Doing.CONSENT, by=by, at=at)
    return confirmed


@transaction.atomic
def bring_paper(
    *, record_: ConsentRecord, lack: Lack, file: CleanFile, by: Staff, at: datetime
) -> ConsentConfirmation:
    """File the scan or the proof a record lacked (law DP-24, DP-27). Raises NothingLacking."""
    if lack not in KINDS or lack not in record_.lacks():
        raise NothingLacking
    filed = bring(survivor=record_.survivor, file=file, kind=KINDS[lack], by=by.actor, at=at)
    return _confirm(record_, lack, filed, by, at)


@transaction.atomic
def note_related(*, related: RelatedPerson, given: bool, by: Staff, at: datetime) -> RelatedAnswer:
    """Note whether somebody close to her agreed to be in the file (law DP-29).

    The last answer counts. Raises ValueError for an aggressor: nobody asks him anything.
    """
    if related.is_aggressor:
        raise ValueError("An aggressor is not asked.")
    answer = RelatedAnswer.objects.create(
        survivor=related.survivor,
        key_id=related.key_id,
        related=related,
        given=given,
        at=at,
        recorded_by=by.operator_id,
    )
    target = Target("related", str(related.pk))
    subject = related.survivor_id
    record(Verb.CHANGED, by=by.actor, at=at, target=target, subject=subject)
    return answer


def _confirm(
    record_: ConsentRecord, lack: Lack, attachment: Attachment | None, by: Staff, at: datetime
) -> ConsentConfirmation:
    if lack not in record_.lacks():
        raise NothingLacking
    row = ConsentConfirmation.objects.create(
        survivor=record_.survivor,
        key_id=record_.key_id,
        record=record_,
        what=lack,
        attachment=attachment,
        confirmed_by=by.operator_id,
        at=at,
    )
    target = Target("consent", str(record_.pk))
    subject, detail = record_.survivor_id, {"what": lack.value}
    record(
        Verb.CONSENT_CONFIRMED, by=by.actor, at=at, target=target, subject=subject, detail=detail
    )
    return row
