"""Somebody lost telephone, key and codes: another administrator lets her begin again.

Her own password stays and is what lets her in to register a new second factor. Whoever gives
somebody a temporary password is not the one who takes her factors away, and the reverse: otherwise
one administrator alone could come in as anybody (safety.md AB36).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_otp import devices_for_user

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb

from . import sessions
from .accounts import factors
from .models import Operator

ALL = "all"


class SamePerson(PermissionError):
    """Password and factors are renewed by two administrators, not by one."""


@transaction.atomic
def forget_factors(operator: Operator, *, by: Actor, at: datetime) -> None:
    """Take away all her factors and codes, and end her sessions. Raises SamePerson."""
    if operator.temporary_until is not None:
        refuse_same(operator, by, Verb.PASSWORD_CHANGED, "temporary")
    for device in devices_for_user(operator.user, confirmed=None):
        device.delete()
    sessions.end_all(operator.pk, by=by, at=at, why="administrator")
    target = Target("operator", str(operator.pk))
    record(Verb.FACTOR_REMOVED, by=by, at=at, target=target, detail={"kind": ALL})


def refuse_same_for_password(operator: Operator, by: Actor) -> None:
    """Refuse a password by whoever took her factors away, until she has a new one."""
    if not factors(operator.user):
        refuse_same(operator, by, Verb.FACTOR_REMOVED, ALL)


def refuse_same(operator: Operator, by: Actor, verb: Verb, kind: str) -> None:
    """Raise SamePerson when the last such act on her account was by this person."""
    if by.id is not None and _last(operator.pk, verb, kind) == by.id:
        raise SamePerson


def _last(operator: UUID, verb: Verb, kind: str) -> UUID | None:
    rows = AuditEvent.objects.filter(
        target_kind="operator", target_id=str(operator), verb=verb, detail__kind=kind
    )
    return rows.order_by("-at").values_list("actor_id", flat=True).first()
