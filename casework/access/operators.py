"""From a logged-in account to what it may open at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localdate
from two_factor.plugins.webauthn.models import WebauthnDevice

from . import competence, rules, undertaking_text
from .levels import OFFICERS, Held, Level
from .models import Assignment, Operator
from .principals import Staff


class NotAnOperator(LookupError):
    """The account belongs to nobody in the operators' register, or she left."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One assignment and, when it is closed, why (in words for the screen)."""

    assignment: Assignment
    closed_because: str

    @property
    def is_open(self) -> bool:
        """Say whether it opens anything now."""
        return not self.closed_because

    @property
    def held(self) -> Held:
        """Give the assignment as the principals know it."""
        given = self.assignment
        return Held(Level(given.level), given.region_id or "", given.executor_id, given.centre_id)


def operator_of(user: AbstractBaseUser | AnonymousUser) -> Operator:
    """Give the active operator of an account. Raises NotAnOperator."""
    found = (
        Operator.objects.select_related("user").filter(user_id=user.pk or 0, active=True).first()
    )
    if found is None:
        raise NotAnOperator
    return found


def has_signed(operator: Operator) -> bool:
    """Say whether she signed the undertaking in force (VG-07)."""
    return operator.undertakings.filter(version=undertaking_text.VERSION).exists()


def standings(operator: Operator, at: datetime, *, signed: bool | None = None) -> list[Standing]:
    """Give every assignment that did not end yet, open or not, with the reason (design 4.1)."""
    signed = has_signed(operator) if signed is None else signed
    levels = competence.levels(operator.pk, at)
    rows = _not_ended(operator).select_related("centre", "executor", "region")
    return [Standing(row, why_closed(row, at, signed=signed, levels=levels)) for row in rows]


def _not_ended(operator: Operator) -> QuerySet[Assignment]:
    """Give her assignments with the agreements that decide whether they are open."""
    rows = operator.assignments.filter(ended_at=None)
    return rows.select_related("agreement").order_by("level")


def why_closed(
    assignment: Assignment, at: datetime, *, signed: bool, levels: frozenset[Level]
) -> str:
    """Say why an assignment opens nothing at that moment; empty when it is open.

    levels: those she is certified for (`competence.levels`).
    """
    return rules.closed_because(
        period=period_of(assignment),
        day=localdate(at),
        signed=signed,
        certified=assignment.level in levels,
        strong=_is_strong_enough(assignment),
    )


def _is_strong_enough(assignment: Assignment) -> bool:
    """Say whether the operator has the factor her level asks for (safety.md 1, AB36).

    A security key answers only to this site's address, so a copy of the site gets nothing.
    """
    if assignment.level not in settings.STRONG_FACTOR_LEVELS:
        return True
    keys = WebauthnDevice.objects.filter(user__operator=assignment.operator_id, confirmed=True)
    return keys.exists()


def period_of(assignment: Assignment) -> rules.Period:
    """Give the days an assignment covers, with those of its agreement."""
    agreement = assignment.agreement
    return rules.Period(
        assignment.starts_on,
        assignment.ends_on,
        agreement.valid_from if agreement else None,
        agreement.valid_to if agreement else None,
    )


def staff_for(user: AbstractBaseUser | AnonymousUser, at: datetime) -> Staff:
    """Give the principal of a logged-in account, with only what is open at that moment.

    Raises NotAnOperator. Without the signed undertaking nothing is open, grants included.
    """
    operator = operator_of(user)
    granted = granted_to(operator.pk, at)
    officer = operator.user.groups.filter(name=OFFICERS).exists()
    signed = has_signed(operator)
    return principal_for(operator, at, signed=signed, granted=granted, officer=officer)


def principal_for(
    operator: Operator, at: datetime, *, signed: bool, granted: Iterable[UUID],
    officer: bool = False, recorded: Iterable[str] | None = None,
) -> Staff:  # fmt: skip
    """Give an operator's principal when it is known whether she signed and what grants open.

    officer: she is of the group `OFFICERS`. recorded: the levels her certificates open, where
    that was asked already.
    """
    levels = competence.levels(operator.pk, at, recorded=recorded)
    rows = _not_ended(operator)  # at every click: without the names that only screens show
    given = (Standing(row, why_closed(row, at, signed=signed, levels=levels)) for row in rows)
    held = tuple(one.held for one in given if one.is_open)
    return Staff(
        operator_id=operator.pk,
        user_id=operator.user_id,
        name=str(operator),
        assignments=held,
        granted=frozenset(granted) if held else frozenset(),
        officer=officer,
    )


def granted_to(operator_id: UUID, at: datetime) -> frozenset[UUID]:
    """Give the persons whom grants in force open to her. Needs no database context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_granted(%s, %s)", [operator_id, at])
        return frozenset(row[0] for row in cursor.fetchall())
