"""Writes on certificates: recorded by somebody else, revoked with a reason, never changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .actions import OwnAssignment
from .certificate_models import Certificate, RevocationReason
from .certificate_rules import certificate_problem
from .levels import Level
from .models import Operator

Listener = Callable[[Certificate, Actor, datetime], None]
_listeners: list[Listener] = []


class WrongDates(ValueError):
    """The certificate's dates make no sense; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the certificate itself says."""

    level: Level | None  # none: it counts by its course code alone
    course: str
    issuer: str
    reference: str
    issued_on: date
    valid_to: date | None = None
    course_code: str = ""


@transaction.atomic
def record_certificate(operator: Operator, paper: Paper, *, by: Actor, at: datetime) -> Certificate:
    """Keep a certificate; what it opens, opens at once (design 4.1).

    Raises WrongDates, or OwnAssignment: nobody records her own.
    """
    _not_own(operator, by)
    day = localdate(at)
    if problem := certificate_problem(issued_on=paper.issued_on, valid_to=paper.valid_to, day=day):
        raise WrongDates(problem)
    made = Certificate.objects.create(
        operator=operator, level=paper.level or "", course_code=paper.course_code,
        course=paper.course, issuer=paper.issuer,
        reference=paper.reference, issued_on=paper.issued_on, valid_to=paper.valid_to,
        recorded_by_id=by.id if by.kind == "staff" else None,
    )  # fmt: skip
    _record(Verb.CERTIFICATE_RECORDED, made, by, at, why=None)
    return made


@transaction.atomic
def revoke_certificate(
    certificate: Certificate, *, reason: RevocationReason, by: Actor, at: datetime
) -> None:
    """Make a certificate stop counting now. Doing it twice changes nothing.

    Raises OwnAssignment: nobody revokes her own.
    """
    _not_own(certificate.operator, by)
    rows = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if rows.update(revoked_at=at, revoked_because=reason):
        _record(Verb.CERTIFICATE_REVOKED, certificate, by, at, why=reason.value)
        for act in _listeners:
            act(certificate, by, at)


def when_revoked(act: Listener) -> None:
    """Let a room act in the same transaction: the paper of the certificate says so too."""
    if act not in _listeners:
        _listeners.append(act)


def _record(verb: Verb, row: Certificate, by: Actor, at: datetime, *, why: str | None) -> None:
    record(
        verb,
        by=by,
        at=at,
        target=Target("operator", str(row.operator_id)),
        detail={"certificate": str(row.pk), "level": row.level, "why": why},
    )


def _not_own(operator: Operator, by: Actor) -> None:
    if by.id == operator.pk:
        raise OwnAssignment("Nobody changes her own access.")
