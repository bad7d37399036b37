"""A certificate signed without its holder's RUN is said again with it: a new one, the same facts.

Nothing edits a sealed paper. The completed one has a folio of its own and the course, days, grade
and end of the first, which stops counting at that moment and is said to be replaced.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework.access.actions import OwnAssignment
from casework.access.certificate_actions import Paper, record_certificate, revoke_certificate
from casework.access.certificate_models import RevocationReason
from casework.access.levels import Right
from casework.access.models import Operator
from casework.access.principals import Principal, Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.identity.lookup import run_digest
from casework.identity.run import Run

from .actions import WrongHolder, write_down
from .completion_models import Completion
from .folio import new_folio
from .models import IssuedCertificate
from .queries import Standing, standing


class NotCompleted(ValueError):
    """It cannot be completed, or not so; the message says why, in words."""


def may_be_completed(row: IssuedCertificate, at: datetime) -> bool:
    """Say whether it lacks her RUN and still counts."""
    return row.lacks_run and standing(row, at) == Standing.VALID


@transaction.atomic
def ask(row: IssuedCertificate, *, run: Run, by: Staff, at: datetime) -> Completion:
    """Keep her RUN until somebody who runs the system issues hers again with it.

    Raises NotCompleted: not hers, nothing to complete, asked already, or not the RUN by which the
    register knows her.
    """
    if row.operator_id != by.operator_id:
        raise NotCompleted(_("Each person writes her own RUN."))
    _check(row, at)
    if Completion.objects.filter(certificate=row).exists():
        raise NotCompleted(_("You asked for it already."))
    if row.operator.run_digest is None:
        raise NotCompleted(
            _("Your RUN is not in the register: an administrator completes it with you.")
        )
    _check_holder(row.operator, run)
    key = vault.new_key(owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
    made: Completion = Completion.objects.create(
        operator_id=by.operator_id, certificate=row, key_id=key, run=str(run), created_at=at
    )
    _record(row, by, at, "completion-asked")
    return made


@transaction.atomic
def complete(
    row: IssuedCertificate, *, by: Staff, at: datetime, run: Run | None = None
) -> IssuedCertificate:
    """Issue it again with her RUN: the one she wrote, or the one given. The first is replaced.

    Raises NotCompleted (nothing to complete, no RUN, somebody else's), OwnAssignment.
    """
    if row.operator_id == by.operator_id:
        raise OwnAssignment("Nobody changes her own access.")
    _check(row, at)
    asked = Completion.objects.filter(certificate=row, made=None).first()
    if run is None:
        if asked is None or asked.run is None:
            raise NotCompleted(_("Write the RUN."))
        run = Run.parse(asked.run)
    _check_holder(row.operator, run)
    try:
        made = _made_again(row, run, by=by, at=at)
    except IntegrityError:
        raise NotCompleted(_("Somebody completed it already.")) from None
    if asked is not None:
        asked.run, asked.made = None, made
        asked.save(update_fields=["run", "made"])
    return made


def waiting(principal: Principal) -> QuerySet[Completion]:
    """Give those that wait for her, the oldest first: never her own."""
    rows = Completion.objects.select_related("operator__user", "certificate")
    if not isinstance(principal, Staff) or not principal.may(Right.MANAGE_OPERATORS):
        return rows.none()
    open_ones = rows.filter(made=None, certificate__certificate__revoked_at=None)
    return open_ones.exclude(operator_id=principal.operator_id).order_by("created_at")


@transaction.atomic
def _made_again(row: IssuedCertificate, run: Run, *, by: Staff, at: datetime) -> IssuedCertificate:
    folio = new_folio()
    facts = {**row.record, "folio": folio, "run": str(run), "completes": row.folio}
    paper = Paper(
        level=None, course=row.course, issuer=row.certificate.issuer, reference=folio,
        issued_on=row.issued_on, valid_to=row.valid_to, course_code=row.course_code,
    )  # fmt: skip
    counts = record_certificate(row.operator, paper, by=by.actor, at=at)
    made = write_down(counts, facts, by=by.actor, at=at, run=run, completes=row)
    revoke_certificate(row.certificate, reason=RevocationReason.REPLACED, by=by.actor, at=at)
    _record(made, by, at, "completed")
    return made


def _check(row: IssuedCertificate, at: datetime) -> None:
    if not row.lacks_run:
        raise NotCompleted(_("This certificate has its RUN: nothing is missing."))
    if standing(row, at) == Standing.REPLACED:
        raise NotCompleted(_("Somebody completed it already."))
    if not may_be_completed(row, at):
        raise NotCompleted(_("It no longer counts: only one in force is completed."))


def _check_holder(operator: Operator, run: Run) -> None:
    digest = run_digest(run)
    known = operator.run_digest
    others = Operator.objects.filter(run_digest=digest).exclude(pk=operator.pk)
    if (known is not None and digest != bytes(known)) or others.exists():
        raise WrongHolder(_("This is not the RUN of its holder in the register. Look at it again."))


def _record(row: IssuedCertificate, by: Staff, at: datetime, what: str) -> None:
    record(
        Verb.CERTIFICATE_ISSUED, by=by.actor, at=at,
        target=Target("operator", str(row.operator_id)),
        detail={"certificate": str(row.certificate_id), "course": row.course_code, "what": what},
    )  # fmt: skip
