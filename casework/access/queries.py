"""Reads of access: only through `visible_to`, so that what is not hers is not there."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from .conflict_models import Conflict
from .grant_models import Grant
from .levels import Level, Right
from .models import Assignment, LiveSession, Operator
from .principals import Principal, Staff


def operators_visible_to(principal: Principal) -> QuerySet[Operator]:
    """Give the operators she may see: N2 all, N4 its agency's, N5 its centre's, others herself."""
    everybody = Operator.objects.select_related("user")
    if not isinstance(principal, Staff):
        return everybody.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return everybody
    return everybody.filter(pk__in=_reach(principal).values("operator_id")) | everybody.filter(
        pk=principal.operator_id
    )


def _reach(principal: Staff) -> QuerySet[Assignment]:
    """Running assignments inside the centres she heads and the agencies she manages."""
    heads = [one.centre_id for one in principal.assignments if one.level is Level.N5]
    agencies = [one.executor_id for one in principal.assignments if one.level is Level.N4]
    return Assignment.objects.filter(ended_at=None).filter(
        Q(centre_id__in=heads) | Q(executor_id__in=agencies) | Q(centre__executor_id__in=agencies)
    )


def team_of(principal: Staff) -> QuerySet[Assignment]:
    """Give the running assignments of the centres she heads, for her team page."""
    heads = [
        one.centre_id for one in principal.assignments if Right.REPORT_TEAM in one.level.rights
    ]
    rows = Assignment.objects.filter(ended_at=None, centre_id__in=heads, operator__active=True)
    return rows.select_related("operator__user", "centre", "agreement").order_by(
        "centre_id", "level"
    )


def sessions_visible_to(principal: Principal) -> QuerySet[LiveSession]:
    """Give the live sessions she may end: her own; an administrator, everybody's."""
    rows = LiveSession.objects.select_related("operator__user").order_by("-seen_at")
    if not isinstance(principal, Staff):
        return rows.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return rows
    return rows.filter(operator_id=principal.operator_id)


def grants_visible_to(principal: Principal) -> QuerySet[Grant]:
    """Give the grants she asked for, is asked for, or that open files of her centres."""
    rows = Grant.objects.select_related("operator__user", "asked_of__user").order_by("-created_at")
    if not isinstance(principal, Staff):
        return rows.none()
    mine = Q(operator_id=principal.operator_id) | Q(asked_of_id=principal.operator_id)
    heads = [one.centre_id for one in principal.assignments if one.level is Level.N5]
    return rows.filter(mine | Q(centre_ids__overlap=heads)) if heads else rows.filter(mine)


def to_decide(principal: Staff) -> QuerySet[Grant]:
    """Give the requests that wait for her answer."""
    rows = grants_visible_to(principal).filter(asked_of_id=principal.operator_id)
    return rows.filter(approved_at=None, refused_at=None)


def to_review(principal: Staff, at: datetime) -> QuerySet[Grant]:
    """Give the grants that are over and that she still has to look back at."""
    rows = grants_visible_to(principal).filter(asked_of_id=principal.operator_id, reviewed_at=None)
    return rows.filter(Q(ends_at__lte=at) | Q(ended_at__lte=at))


def grants_waiting(principal: Staff, at: datetime) -> dict[str, int]:
    """Count the grants she has to decide (`to_decide`) and to look back at (`to_review`)."""
    return grants_visible_to(principal).aggregate(
        to_decide=Count("pk", filter=Q(pk__in=to_decide(principal).values("pk"))),
        to_review=Count("pk", filter=Q(pk__in=to_review(principal, at).values("pk"))),
    )


def conflicts_visible_to(principal: Principal) -> QuerySet[Conflict]:
    """Give the conflicts in force: N2 all, a head those of her team in files of her centres.

    Nobody is given the one about herself, neither here nor by the database.
    """
    rows = Conflict.objects.filter(lifted_at=None).select_related("operator__user")
    if not isinstance(principal, Staff):
        return rows.none()
    others = rows.exclude(operator_id=principal.operator_id).order_by("-created_at")
    if principal.may(Right.MANAGE_OPERATORS):
        return others
    heads = [one.centre_id for one in principal.assignments if one.level is Level.N5]
    team = Assignment.objects.filter(ended_at=None, centre_id__in=heads)
    return others.filter(centre_ids__overlap=heads, operator_id__in=team.values("operator_id"))


def public_centres_of(operators: Iterable[str]) -> dict[str, str]:
    """Give where heads of centres work, by operator's id; a secret centre is not named."""
    rows = Assignment.objects.filter(
        operator_id__in=list(operators), level=Level.N5, ended_at=None, centre__kind__secret=False
    )
    found = rows.order_by("centre__name").values_list("operator_id", "centre__name")
    return {str(operator): str(name) for operator, name in found}
