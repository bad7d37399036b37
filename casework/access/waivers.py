"""Exceptions: given by an administrator to somebody else, ended before their day, listed."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import cover_rules, rules, waiver_rules
from .actions import OwnAssignment
from .levels import Level, Right
from .models import Operator
from .principals import Principal, Staff
from .waiver_models import Waiver


class WrongWaiver(ValueError):
    """The days or the reason will not do; the message says why, in words."""


@transaction.atomic
def give_waiver(
    operator: Operator, *, level: Level, starts_on: date, ends_on: date, reason: str,
    by: Staff, at: datetime,
) -> Waiver:  # fmt: skip
    """Open a level to somebody for some days though a certificate is missing; it acts at once.

    Raises WrongWaiver (thirty days at most, forty characters at least, two in twelve months by
    two persons), or OwnAssignment: nobody excuses herself.
    """
    _not_own(operator, by)
    day = localdate(at)
    problem = cover_rules.waiver_problem(starts_on=starts_on, ends_on=ends_on, day=day)
    problem = problem or rules.reason_problem(reason)
    problem = problem or chain_problem(operator, level=level, starts_on=starts_on, by=by)
    if problem:
        raise WrongWaiver(problem)
    centres = operator.assignments.filter(ended_at=None, centre__isnull=False)
    made = _given(
        operator=operator, level=level, starts_on=starts_on, ends_on=ends_on,
        reason=reason.strip(), given_by_id=by.operator_id,
        centre_ids=sorted(set(centres.values_list("centre_id", flat=True))),
    )  # fmt: skip
    _record(Verb.WAIVER_GIVEN, made, by, at)
    return made


def chain_problem(operator: Operator, *, level: Level, starts_on: date, by: Staff) -> str:
    """Say why this administrator may not give one more that begins that day; empty: she may."""
    rows = waivers_visible_to(by).filter(operator=operator, level=level)
    return waiver_rules.chain_problem(
        starts_on=starts_on, given_by=by.operator_id,
        earlier=[
            waiver_rules.Earlier(*one) for one in rows.values_list("starts_on", "given_by_id")
        ],
    )  # fmt: skip


def _given(**facts: Any) -> Waiver:
    """Write it, unless somebody else gave one in this very moment."""
    try:
        with transaction.atomic():
            made: Waiver = Waiver.objects.create(**facts)
    except IntegrityError as refused:
        raise WrongWaiver(
            _("Somebody else gave her an exception just now: look at it first.")
        ) from refused
    return made


@transaction.atomic
def end_waiver(waiver: Waiver, *, by: Staff, at: datetime) -> None:
    """End an exception now. Doing it twice changes nothing. Raises OwnAssignment."""
    _not_own(waiver.operator, by)
    rows = Waiver.objects.filter(pk=waiver.pk, ended_at=None)
    if rows.update(ended_at=at, ended_by_id=by.operator_id):
        _record(Verb.WAIVER_ENDED, waiver, by, at)


def waivers_visible_to(principal: Principal) -> QuerySet[Waiver]:
    """Give the exceptions she may see: N2 all, N5 those of her team, others her own."""
    rows = Waiver.objects.select_related("operator__user", "given_by__user")
    rows = rows.order_by("-ends_on", "-created_at")
    if not isinstance(principal, Staff):
        return rows.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return rows
    mine = rows.filter(operator_id=principal.operator_id)
    if not principal.heads:
        return mine
    return mine | rows.filter(centre_ids__overlap=sorted(principal.heads))


def _record(verb: Verb, row: Waiver, by: Staff, at: datetime) -> None:
    record(
        verb, by=by.actor, at=at, target=Target("operator", str(row.operator_id)),
        detail={"waiver": str(row.pk), "level": row.level, "until": row.ends_on.isoformat()},
    )  # fmt: skip


def _not_own(operator: Operator, by: Staff) -> None:
    if by.operator_id == operator.pk:
        raise OwnAssignment("Nobody changes her own access.")
