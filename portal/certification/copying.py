"""The copy of everybody's certificates: asked for in writing, agreed by another, taken once.

A head takes the copy of her own team alone (views/team.py); an administrator sees the whole
country, so that her copy needs two persons, as that of a list of women does.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework.access.gates import Refused
from casework.access.levels import Right
from casework.access.principals import Principal, Staff
from casework.access.rules import reason_problem
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.territory.models import Centre

from .copy_models import GOOD_FOR, CertificateCopy


class WrongGrounds(ValueError):
    """The reason will not do; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a copy leaves, where it goes and in which shape; codes of CertificateCopy."""

    purpose: str
    kind: str
    destination: str
    reason: str


@transaction.atomic
def ask(*, centre: Centre | None, grounds: Grounds, by: Staff, at: datetime) -> CertificateCopy:
    """Ask for the copy of a centre's certificates; without a centre, of everybody's.

    Raises Refused to who is no administrator, WrongGrounds.
    """
    _administrator(by)
    if problem := reason_problem(grounds.reason):
        raise WrongGrounds(problem)
    made: CertificateCopy = CertificateCopy.objects.create(
        operator_id=by.operator_id, centre=centre, purpose=grounds.purpose, kind=grounds.kind,
        destination=grounds.destination.strip(), reason=grounds.reason.strip(), created_at=at,
    )  # fmt: skip
    _record(Verb.CERTIFICATES_COPY, made, by, at, what="asked")
    return made


@transaction.atomic
def decide(copy: CertificateCopy, *, agreed: bool, by: Staff, at: datetime) -> None:
    """Agree to a copy that somebody else asked for, or not. Raises Refused with the reason."""
    _administrator(by)
    if problem := why_not_decide(copy, by=by):
        raise Refused(problem, "copy")
    waiting = CertificateCopy.objects.filter(pk=copy.pk, agreed=None)
    if not waiting.update(agreed=agreed, decided_by_id=by.operator_id, decided_at=at):
        raise Refused(_("This copy was decided already."), "copy")
    _record(Verb.CERTIFICATES_COPY, copy, by, at, what="agreed" if agreed else "refused")


@transaction.atomic
def take(copy: CertificateCopy, *, rows: int, by: Staff, at: datetime) -> None:
    """Note that the agreed copy leaves, once. Raises Refused with the reason why not."""
    _administrator(by)
    if problem := why_not_take(copy, by=by, at=at):
        raise Refused(problem, "copy")
    left = CertificateCopy.objects.filter(pk=copy.pk, taken_at=None)
    if not left.update(taken_at=at, rows=rows):
        raise Refused(_("This copy was taken already. Ask for another one."), "copy")
    _record(Verb.CERTIFICATES_EXPORTED, copy, by, at, rows=rows, kind=copy.kind)


def copies_visible_to(principal: Principal) -> QuerySet[CertificateCopy]:
    """Give the copies administrators asked for, the newest first: they all see them."""
    rows = CertificateCopy.objects.select_related("operator__user", "decided_by__user", "centre")
    if not isinstance(principal, Staff) or not principal.may(Right.MANAGE_OPERATORS):
        return rows.none()
    return rows.order_by("-created_at")


def to_decide(by: Staff) -> QuerySet[CertificateCopy]:
    """Give the copies that wait for her yes: never her own."""
    return copies_visible_to(by).filter(agreed=None).exclude(operator_id=by.operator_id)


def why_not_decide(copy: CertificateCopy, *, by: Staff) -> str:
    """Say why somebody may not agree to a copy; empty when she may."""
    if copy.operator_id == by.operator_id:
        return _("Another administrator has to agree: nobody approves her own copy.")
    return "" if copy.agreed is None else _("This copy was decided already.")


def why_not_take(copy: CertificateCopy, *, by: Staff, at: datetime) -> str:
    """Say why a copy may not be taken now; empty when it may."""
    if copy.operator_id != by.operator_id:
        return _("Only who asked for the copy may take it.")
    if not copy.agreed or copy.decided_at is None:
        return _("Nobody has agreed to this copy.")
    if copy.taken_at is not None:
        return _("This copy was taken already. Ask for another one.")
    if at - copy.decided_at > GOOD_FOR:
        return _("The agreement was good for 24 hours. Ask for another one.")
    return ""


def _administrator(by: Staff) -> None:
    if not by.may(Right.MANAGE_OPERATORS):
        raise Refused(_("Only an administrator may ask for this copy or agree to it."), "copy")


def _record(
    verb: Verb, row: CertificateCopy, by: Staff, at: datetime, **detail: str | int | None
) -> None:
    record(
        verb, by=by.actor, at=at, target=Target("export", str(row.pk)), purpose=row.purpose,
        detail={"centre": row.centre_id, **detail},
    )  # fmt: skip
