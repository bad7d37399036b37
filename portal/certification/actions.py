"""Writes on certificates: issued when a course is passed, revoked with a reason, never changed."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.timezone import localdate

from casework.access.actions import OwnAssignment
from casework.access.certificate_actions import Paper, record_certificate, revoke_certificate
from casework.access.certificate_models import Certificate, RevocationReason
from casework.access.models import Operator
from casework.access.principals import Staff
from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import actions as documents
from casework.documents.codes import checking_address
from casework.identity.lookup import code_digest, run_digest
from casework.identity.run import Run

from . import badge
from .award import Award, last_day, problem
from .folio import new_folio
from .models import IssuedCertificate
from .papers import new_paper
from .record import sections, written
from .sheet import shape

HOLDER = 300  # signs: two names at their longest are one more, with the space between them
TEMPLATE = "certification/paper.html"
LANGUAGE = "es"


class WrongAward(ValueError):
    """What the course says cannot be certified; the message says why, in words."""


class WrongHolder(ValueError):
    """The RUN is not that of the operator."""


@transaction.atomic
def issue(
    *, operator: Operator, award: Award, by: Staff | Actor, at: datetime, run: Run | None = None,
    post: str = "",
) -> IssuedCertificate:  # fmt: skip
    """Give somebody the certificate of a course she passed; what it opens, opens at once.

    run: hers, for the paper and to let others check it by its last four signs; the register keeps
    only its digest. post: grade or kind of contract, as personnel want it. A certificate of the
    same course that she had is named as the one renewed, and stays. Raises WrongAward,
    WrongHolder, OwnAssignment (nobody certifies herself), and what sealing raises.
    """
    actor = by.actor if isinstance(by, Staff) else by
    if actor.id == operator.pk:
        raise OwnAssignment("Nobody changes her own access.")
    if wrong := problem(award, localdate(at)):
        raise WrongAward(wrong)
    if run and operator.run_digest and run_digest(run) != bytes(operator.run_digest):
        raise WrongHolder("The RUN is somebody else's.")
    before = IssuedCertificate.objects.filter(
        operator=operator, course_code=award.code, renewed_by=None, completed_by=None
    ).order_by("-issued_on", "-created_at").first()  # fmt: skip
    folio, valid_to = new_folio(), last_day(localdate(at), award.months)
    facts = written(
        operator, award, folio=folio, run=run, post=post, at=at, valid_to=valid_to,
        renews=before.folio if before else "",
    )  # fmt: skip
    paper = Paper(
        level=None, course=award.name, issuer=award.body, reference=folio,
        issued_on=localdate(at), valid_to=valid_to, course_code=award.code,
    )  # fmt: skip
    row = record_certificate(operator, paper, by=actor, at=at)
    made = write_down(row, facts, by=actor, at=at, run=run, renews=before)
    record(
        Verb.CERTIFICATE_ISSUED, by=actor, at=at, target=Target("operator", str(operator.pk)),
        detail={"certificate": str(row.pk), "course": award.code},
    )  # fmt: skip
    return made


def write_down(
    row: Certificate, facts: dict[str, Any], *, by: Actor, at: datetime, run: Run | None,
    renews: IssuedCertificate | None = None, completes: IssuedCertificate | None = None,
) -> IssuedCertificate:  # fmt: skip
    """Seal the paper and the badge of a certificate and keep both with its record."""
    with new_paper() as key:
        document = documents.issue(
            template=TEMPLATE, context=_printed(facts), title="Certificado de capacitación",
            kind="training-certificate", key_id=key, by=by, at=at, language=LANGUAGE,
            square=(f"{checking_address()}certificados/", facts["folio"]),
        )  # fmt: skip
    number = _next_number()
    made: IssuedCertificate = IssuedCertificate.objects.create(
        operator=row.operator, certificate=row, document=document, renews=renews,
        completes=completes,
        folio=facts["folio"], number=number, holder=facts["name"][:HOLDER],
        digits_digest=digits_digest(facts["folio"], run), course_code=row.course_code,
        course=row.course, issued_on=row.issued_on, valid_to=row.valid_to, record=facts,
        badge=badge.signed(badge.credential(facts, number)), key_id=key,
        issued_by_id=by.id if by.kind == "staff" else None,
    )  # fmt: skip
    return made


@transaction.atomic
def revoke(
    issued: IssuedCertificate, *, reason: RevocationReason, by: Staff | Actor, at: datetime
) -> None:
    """Make a certificate stop counting now: the door, the paper and the badge say so at once.

    Doing it twice changes nothing. Raises OwnAssignment.
    """
    actor = by.actor if isinstance(by, Staff) else by
    revoke_certificate(issued.certificate, reason=reason, by=actor, at=at)


def withdraw_paper(certificate: Certificate, by: Actor, at: datetime) -> None:
    """Withdraw the paper of a certificate that was revoked, wherever that was done."""
    issued = IssuedCertificate.objects.filter(certificate=certificate).first()
    if issued:
        documents.withdraw(document=issued.document, by=by, at=at)


def digits_digest(folio: str, run: Run | None) -> bytes | None:
    """Give the digest by which who knows the last four signs of a RUN is told the name."""
    return typed_digest(folio, f"{run.number}{run.dv}"[-4:]) if run else None


def typed_digest(folio: str, digits: str) -> bytes:
    """Give the digest of four signs typed for a folio."""
    return code_digest(f"certificate:{folio}:{digits}")


def _printed(facts: dict[str, Any]) -> dict[str, Any]:
    with translation.override(LANGUAGE):
        told = sections(facts)
    return {
        "owner": facts["body"], "heading": "Certificado de capacitación",
        "lead": facts["course"], "sections": told, "folio": facts["folio"],
        "shape": shape(facts["body"], facts["course"], told),
    }  # fmt: skip


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('portal_badge_number')")
        found = cursor.fetchone()
    assert found is not None
    return int(found[0])
