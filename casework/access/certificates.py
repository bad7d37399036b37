"""Who is certified, from the certificates recorded here (the provider of an installation).

It answers until the training catalogue gives a provider of its own (competence.provide).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from .certificate_models import Certificate, LevelRequirement
from .certificate_rules import Cover, Validity, cover
from .levels import Level, Right
from .models import Operator
from .principals import Principal, Staff


class RecordedCertificates:
    """Believes what an administrator recorded, day by day in Chile."""

    stand_in = False

    def certified(self, operator_id: UUID, level: Level, at: datetime) -> bool:
        """Say whether a certificate for the level counts at that moment, or none is needed."""
        held = in_force(at).filter(operator_id=operator_id, level=level)
        return held.exists() or not is_needed(level, localdate(at))


def is_needed(level: Level, day: date) -> bool:
    """Say whether the level needs a certificate on a day: the latest rule in force; none is yes."""
    rules = LevelRequirement.objects.valid_on(day).filter(level=level)
    latest = rules.order_by(F("valid_from").desc(nulls_last=True)).first()
    return latest is None or latest.needed


def in_force(at: datetime) -> QuerySet[Certificate]:
    """Give the certificates that count at a moment."""
    day = localdate(at)
    return not_revoked(at).filter(Q(valid_to=None) | Q(valid_to__gte=day), issued_on__lte=day)


def not_revoked(at: datetime) -> QuerySet[Certificate]:
    """Give the certificates nobody had revoked at a moment."""
    return Certificate.objects.filter(Q(revoked_at=None) | Q(revoked_at__gt=at))


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
class Certified:
    """What a person's certificates for one level amount to on a day."""

    level: Level
    cover: Cover
    day: date

    @property
    def warning(self) -> int | None:
        """Give 60, 30 or 7 when the end is that close."""
        return self.cover.warning(self.day)

    @property
    def days(self) -> int | None:
        """Give the days left after this one."""
        return self.cover.days_left(self.day)


@dataclass(frozen=True, slots=True)
class Shown:
    """One certificate with what a screen says of it."""

    row: Certificate
    state: str  # counts, over or revoked
    warning: int | None


def add_up(rows: Iterable[Certificate], level: Level, at: datetime) -> Certified:
    """Say what somebody's certificates for a level amount to."""
    held = (_validity(row) for row in rows if row.level == level and not _revoked(row, at))
    return Certified(level, cover(held, localdate(at)), localdate(at))


def ending(rows: Iterable[Certificate], levels: Iterable[Level], at: datetime) -> list[Certified]:
    """Give the levels whose certificates end within the days that are warned of."""
    held = list(rows)
    found = (add_up(held, level, at) for level in sorted(set(levels)))
    return [one for one in found if one.warning is not None]


def shown(rows: Iterable[Certificate], at: datetime) -> list[Shown]:
    """Give each certificate with its state."""
    day = localdate(at)
    found = []
    for row in rows:
        alone = cover([_validity(row)], day)
        state = "counts" if alone.covered else "over"
        if _revoked(row, at):
            found.append(Shown(row, "revoked", None))
        else:
            found.append(Shown(row, state, alone.warning(day)))
    return found


def _validity(row: Certificate) -> Validity:
    return Validity(row.issued_on, row.valid_to)


def _revoked(row: Certificate, at: datetime) -> bool:
    return row.revoked_at is not None and row.revoked_at <= at
