"""Who is certified, from the certificates recorded here (the provider of an installation)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from .certificate_models import Certificate
from .certificate_rules import Validity, cover
from .levels import Level, Right
from .models import Operator
from .principals import Principal, Staff


class RecordedCertificates:
    """Believes what was recorded, day by day in Chile, and the exceptions that were given."""

    stand_in = False

    def levels(self, operator_id: UUID, at: datetime) -> frozenset[Level]:
        """Give the levels that her certificates, or an exception, open: one statement."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT siivbg_certified(%s, %s)", [operator_id, at])
            found = cursor.fetchone()
        return frozenset(Level(one) for one in found[0]) if found else frozenset()


def certificates_visible_to(principal: Principal) -> QuerySet[Certificate]:
    """Give the certificates she may see: N2 all, N5 those of her team, others her own."""
    rows = Certificate.objects.select_related("operator__user").order_by("level", "-issued_on")
    if not isinstance(principal, Staff):
        return rows.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return rows
    heads = [
        one.centre_id for one in principal.assignments if Right.REPORT_TEAM in one.level.rights
    ]
    team = Operator.objects.filter(assignments__ended_at=None, assignments__centre_id__in=heads)
    return rows.filter(Q(operator_id=principal.operator_id) | Q(operator_id__in=team.values("pk")))


@dataclass(frozen=True, slots=True)
class Shown:
    """One certificate with what a screen says of it."""

    row: Certificate
    state: str  # counts, over or revoked
    warning: int | None


def shown(rows: Iterable[Certificate], at: datetime) -> list[Shown]:
    """Give each certificate with its state."""
    day = localdate(at)
    found = []
    for row in rows:
        alone = cover([validity(row)], day)
        state = "counts" if alone.covered else "over"
        if is_revoked(row, at):
            found.append(Shown(row, "revoked", None))
        else:
            found.append(Shown(row, state, alone.warning(day)))
    return found


def validity(row: Certificate) -> Validity:
    """Give the days it counts, if nobody revoked it."""
    return Validity(row.issued_on, row.valid_to)


def is_revoked(row: Certificate, at: datetime) -> bool:
    """Say whether somebody had revoked it at that moment."""
    return row.revoked_at is not None and row.revoked_at <= at
