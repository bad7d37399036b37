"""Reads of the documents: which versions are in force, and which somebody may read."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from casework.access.principals import Principal, Staff

from .kinds import Audience, Kind
from .models import DocumentVersion

Versions = QuerySet[DocumentVersion]


def visible_to(principal: Principal) -> Versions:
    """Give the versions somebody may read: staff all of them, others what is open to everybody.

    A document that became one for staff only takes its earlier versions with it.
    """
    if isinstance(principal, Staff):
        return DocumentVersion.objects.all()
    closed = _of_same_code().filter(number__gt=OuterRef("number"), audience=Audience.STAFF)
    return DocumentVersion.objects.filter(~Exists(closed), audience=Audience.PUBLIC)


def in_force(rows: Versions, day: date) -> Versions:
    """Keep the versions in force on a day: begun, not over, not followed, still on the site."""
    followed = _of_same_code().filter(number__gt=OuterRef("number"), valid_from__lte=day)
    on_site = Page.objects.filter(pk=OuterRef("page_id"), live=True)
    not_over = Q(valid_to=None) | Q(valid_to__gte=day)
    return rows.filter(not_over, ~Exists(followed), Exists(on_site), valid_from__lte=day)


def earlier(rows: Versions, day: date) -> Versions:
    """Keep the versions that were in force before a day and no longer are."""
    now = in_force(DocumentVersion.objects.filter(pk=OuterRef("pk")), day)
    return rows.filter(~Exists(now), valid_from__lte=day)


def coming(rows: Versions, day: date) -> Versions:
    """Keep the versions whose day has not come."""
    return rows.filter(valid_from__gt=day)


def versions_of(rows: Versions, code: str, kind: Kind | None = None) -> list[DocumentVersion]:
    """Give the versions of a document, the newest first; of a kind, if one is asked for."""
    found = rows.filter(code=code).order_by("-number")
    return list(found.filter(kind=kind) if kind else found)


def applying(versions: list[DocumentVersion], day: date) -> DocumentVersion | None:
    """Give the one that applies on a day among all versions of a document; else the newest."""
    begun = [one for one in versions if one.has_begun(day)]
    return next(iter(begun or versions), None)


def _of_same_code() -> Versions:
    return DocumentVersion.objects.filter(code=OuterRef("code"))
