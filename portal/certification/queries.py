"""Reads of certificates: what a principal may see, and what anybody may ask by folio."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.timezone import localdate

from casework.access.certificate_models import RevocationReason
from casework.access.levels import Right
from casework.access.models import Assignment
from casework.access.principals import Principal, Staff

from .actions import typed_digest
from .folio import normalise
from .models import IssuedCertificate, OutsideCertificate
from .states import State

Row = TypeVar("Row", bound=Model)


class Standing(StrEnum):
    """What the public page says of a certificate it knows."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Answer:
    """What anybody may know; the holder only with her four signs. Not found: all empty."""

    standing: Standing | None = None
    course: str = ""
    body: str = ""
    issued_on: date | None = None
    valid_to: date | None = None
    revoked_on: date | None = None
    holder: str = ""


def issued_visible_to(principal: Principal) -> QuerySet[IssuedCertificate]:
    """Give the certificates she may see: her own; N5 her team's; N2 all."""
    rows = IssuedCertificate.objects.select_related("operator__user", "certificate", "renews")
    return _visible(rows.order_by("-issued_on", "-created_at"), principal)


def outside_visible_to(principal: Principal) -> QuerySet[OutsideCertificate]:
    """Give the certificates of other bodies she may see: her own; N5 her team's; N2 all."""
    rows = OutsideCertificate.objects.select_related("operator__user", "certificate")
    return _visible(rows.order_by("-created_at"), principal)


def to_review(principal: Principal) -> QuerySet[OutsideCertificate]:
    """Give those that wait for her review, the oldest first: never her own."""
    rows = outside_visible_to(principal)
    if not isinstance(principal, Staff) or not principal.may(Right.MANAGE_OPERATORS):
        return rows.none()
    waiting = rows.filter(state=State.WAITING).exclude(operator_id=principal.operator_id)
    return waiting.order_by("created_at")


def standing(row: IssuedCertificate, at: datetime) -> Standing:
    """Say whether a certificate counts at a moment."""
    if row.certificate.revoked_at is not None and row.certificate.revoked_at <= at:
        replaced = row.certificate.revoked_because == RevocationReason.REPLACED
        return Standing.REPLACED if replaced else Standing.REVOKED
    return _expired(row.valid_to, localdate(at))


def ask(folio: str, digits: str, at: datetime) -> Answer:
    """Give what anybody may know of a folio. One statement, whatever was typed.

    digits: the last four signs of the holder's RUN, to be told her name; wrong ones answer as a
    folio that does not exist does.
    """
    asked = normalise(folio)
    plain = digits.strip().replace("-", "").replace(".", "").upper()
    digest = typed_digest(asked, plain)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT course, body, issued_on, valid_to, revoked_on, holder, replaced "
            "FROM siivbg_certificate(%s, %s)",
            [asked, digest if plain else None],
        )
        found = cursor.fetchone()
    if found is None:
        return Answer()
    course, body, issued_on, valid_to, revoked_on, holder, replaced = found
    if replaced:  # that one stands in its place, and nothing else: not which, nor of what
        return Answer(Standing.REPLACED)
    state = Standing.REVOKED if revoked_on else _expired(valid_to, localdate(at))
    return Answer(state, course, body, issued_on, valid_to, revoked_on, holder or "")


def revoked_numbers() -> list[int]:
    """Give the places of the revoked in the list of badges."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_revoked_badges()")
        return [row[0] for row in cursor.fetchall()]


def _expired(valid_to: date | None, day: date) -> Standing:
    return Standing.VALID if valid_to is None or day <= valid_to else Standing.EXPIRED


def _visible(rows: "QuerySet[Row]", principal: Principal) -> "QuerySet[Row]":
    if not isinstance(principal, Staff):
        return rows.none()
    if principal.may(Right.MANAGE_OPERATORS):
        return rows
    mine = rows.filter(operator_id=principal.operator_id)
    if not principal.heads:
        return mine
    team = Assignment.objects.filter(ended_at=None, centre_id__in=sorted(principal.heads))
    return mine | rows.filter(operator_id__in=team.values("operator_id"))
