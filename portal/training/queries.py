"""Reads of training: whose places, editions and attempts somebody may see."""

from datetime import datetime

from django.db.models import Q, QuerySet

from casework.access.levels import Right
from casework.access.models import Assignment
from casework.access.principals import Principal, Staff
from casework.territory.validity import chilean_day

from .edition_models import Edition, EditionTeacher
from .models import CourseVersion
from .people_models import Attempt, Enrolment


def places_visible_to(principal: Principal) -> QuerySet[Enrolment]:
    """Give the places she may see: her own, of editions she teaches, of her team; N2 all."""
    rows = Enrolment.objects.select_related(
        "operator__user", "edition__version", "edition__region", "signed_by__user"
    ).order_by("since")
    if not isinstance(principal, Staff):
        return rows.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return rows
    taught = EditionTeacher.objects.filter(operator_id=principal.operator_id).values("edition")
    reach = Q(operator_id=principal.operator_id) | Q(edition__in=taught)
    if principal.heads:
        team = Assignment.objects.filter(ended_at=None, centre_id__in=sorted(principal.heads))
        reach |= Q(operator__in=team.values("operator"))
    return rows.filter(reach)


def own_places(by: Staff) -> QuerySet[Enrolment]:
    """Give her own places, the latest edition first."""
    mine = places_visible_to(by).filter(operator_id=by.operator_id)
    return mine.order_by("-edition__starts_on", "-since")


def own_attempts(by: Staff) -> QuerySet[Attempt]:
    """Give her own attempts: nobody else's questions and answers are shown to anybody."""
    rows = Attempt.objects.filter(enrolment__operator_id=by.operator_id)
    return rows.select_related("enrolment__edition__version")


def editions_visible_to(principal: Principal) -> QuerySet[Edition]:
    """Give the editions: staff all of them; what is announced is announced to everybody."""
    rows = Edition.objects.select_related("version", "region")
    return rows if isinstance(principal, Staff) else rows.filter(cancelled_at=None)


def managed_by(by: Staff) -> QuerySet[Edition]:
    """Give the editions whose people she works with: those she teaches; N2 all."""
    rows = editions_visible_to(by)
    if by.may(Right.MANAGE_OPERATORS):
        return rows
    taught = EditionTeacher.objects.filter(operator_id=by.operator_id)
    return rows.filter(pk__in=taught.values("edition"))


def open_editions(by: Staff, at: datetime) -> QuerySet[Edition]:
    """Give the editions whose enrolment is open and that are not hers yet, nor taught by her."""
    day = chilean_day(at)
    hers = Enrolment.objects.filter(operator_id=by.operator_id).exclude(
        state__in=["withdrawn", "refused"]
    )
    rows = editions_visible_to(by).filter(cancelled_at=None, opens_on__lte=day, closes_on__gte=day)
    rows = rows.exclude(pk__in=hers.values("edition")).exclude(teaching__operator=by.operator_id)
    return rows.order_by("starts_on")


def latest_versions() -> list[CourseVersion]:
    """Give the newest version of each course, by title."""
    rows = CourseVersion.objects.order_by("code", "-number").distinct("code").defer("outline")
    return sorted(rows, key=lambda one: one.title)
