"""Whose certificate it is: her RUN, typed once by herself, sealed until the certificate has it.

The register of operators keeps only a digest of it. A certificate without it cannot be tied to
her by who checks it with the last signs of her RUN (domain.md 6).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.identity import vault
from casework.identity.lookup import run_digest
from casework.identity.run import Run

from .people_models import Enrolment
from .refusals import NotHers, NotNow
from .tracing import trace


def asks_run(enrolment: Enrolment) -> bool:
    """Say whether her RUN is asked for: not signed, not kept, and known to the register."""
    known = enrolment.operator.run_digest is not None
    return known and enrolment.holds_place and not enrolment.signed_at and not has_run(enrolment)


def has_run(enrolment: Enrolment) -> bool:
    """Say whether it is kept, without opening it."""
    held: Any = Enrolment._meta.get_field("run")
    return enrolment.key_id is not None and held.held_by(enrolment) is not None


@transaction.atomic
def write_run(*, enrolment: Enrolment, run: Run, by: Staff, at: datetime) -> None:
    """Keep her RUN until her result is signed; writing it again replaces it.

    Raises NotHers, and NotNow when it is not the one the register knows her by.
    """
    kept = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if kept.operator_id != by.operator_id:
        raise NotHers(_("Each person writes her own RUN."))
    if kept.signed_at or not kept.holds_place:
        raise NotNow(_("Your result is signed: the certificate does not change."))
    known = kept.operator.run_digest
    if known is None:
        raise NotNow(_("Your RUN is not in the register of operators: ask an administrator."))
    if run_digest(run) != bytes(known):
        raise NotNow(_("This is not the RUN you are registered with. Look at it again."))
    if kept.key_id is None:
        kept.key_id = vault.new_key(
            owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]
        )
    kept.run = str(run)
    kept.save(update_fields=["key_id", "run"])
    trace("run-kept", kept.edition, by=by, at=at, operator=kept.operator_id)


def take_run(enrolment: Enrolment) -> Run | None:
    """Take it out of the place, for the certificate; the caller saves the row."""
    written = enrolment.run if has_run(enrolment) else None
    enrolment.run = None
    return Run.parse(written) if written else None
