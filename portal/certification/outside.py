"""Certificates of other bodies: handed in with proof, reviewed by somebody else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.actions import OwnAssignment
from casework.access.certificate_actions import Paper, record_certificate
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import store
from casework.documents.uploads import CleanFile

from .models import OutsideCertificate
from .papers import new_paper
from .states import State, may_move


class AlreadyReviewed(ValueError):
    """Somebody decided, or she took it back, in the meantime."""


class NoReason(ValueError):
    """A refusal says why."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What she says the certificate says."""

    course: str
    body: str
    issued_on: date
    valid_to: date | None = None
    hours: int | None = None
    reference: str = ""


@transaction.atomic
def hand_in(claim: Claim, *, proof: CleanFile, by: Staff, at: datetime) -> OutsideCertificate:
    """Keep what she hands in of her own, with its proof already checked (`uploads.accept`).

    Raises StoreFull.
    """
    with new_paper() as key:
        stored = store.put(
            proof.data, key_id=key, name=proof.name, content_type=proof.content_type,
            scanned=proof.scanned, sensitive=False,
        )  # fmt: skip
    made: OutsideCertificate = OutsideCertificate.objects.create(
        operator_id=by.operator_id, course=claim.course, body=claim.body, key_id=key, proof=stored,
        issued_on=claim.issued_on, valid_to=claim.valid_to, hours=claim.hours,
        reference=claim.reference, created_at=at,
    )  # fmt: skip
    _record(made, by, at, "handed")
    return made


@transaction.atomic
def take_back(row: OutsideCertificate, *, by: Staff, at: datetime) -> None:
    """She takes hers back while it waits. Raises AlreadyReviewed, OwnAssignment (not hers)."""
    if row.operator_id != by.operator_id:
        raise OwnAssignment("Only she herself takes it back.")
    _move(row, State.WITHDRAWN)
    _record(row, by, at, "withdrawn")


@transaction.atomic
def accept(
    row: OutsideCertificate, *, course_code: str, counts_to: date, by: Staff, at: datetime
) -> None:
    """Take it as equivalent to a course until a day; what it opens, opens at once.

    Raises AlreadyReviewed, OwnAssignment (nobody reviews her own), WrongDates.
    """
    _not_own(row, by)
    paper = Paper(
        level=None, course=row.course, issuer=row.body, reference=row.reference or _("no number"),
        issued_on=row.issued_on, valid_to=counts_to, course_code=course_code,
    )  # fmt: skip
    certificate = record_certificate(row.operator, paper, by=by.actor, at=at)
    _move(
        row, State.ACCEPTED, course_code=course_code, counts_to=counts_to, certificate=certificate,
        reviewed_by_id=by.operator_id, reviewed_at=at,
    )  # fmt: skip
    _record(row, by, at, "accepted")


@transaction.atomic
def refuse(row: OutsideCertificate, *, reason: str, by: Staff, at: datetime) -> None:
    """Say no, with the reason she will read. Raises AlreadyReviewed, OwnAssignment, NoReason."""
    _not_own(row, by)
    if not reason.strip():
        raise NoReason("A refusal says why.")
    _move(row, State.REFUSED, reason=reason.strip(), reviewed_by_id=by.operator_id, reviewed_at=at)
    _record(row, by, at, "refused")


def _move(row: OutsideCertificate, state: State, **changed: object) -> None:
    waiting = OutsideCertificate.objects.filter(pk=row.pk, state=State.WAITING)
    if not may_move(row.state, state) or not waiting.update(state=state, **changed):
        raise AlreadyReviewed("It does not wait any more.")


def _record(row: OutsideCertificate, by: Staff, at: datetime, what: str) -> None:
    record(
        Verb.CERTIFICATE_CHECKED, by=by.actor, at=at,
        target=Target("operator", str(row.operator_id)),
        detail={"certificate": str(row.pk), "what": what},
    )  # fmt: skip


def _not_own(row: OutsideCertificate, by: Staff) -> None:
    if row.operator_id == by.operator_id:
        raise OwnAssignment("Nobody changes her own access.")
