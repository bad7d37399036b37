"""Reads of drafts: one's own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from casework.access.principals import Principal
from casework.identity import vault

from .models import Draft

GONE = (vault.KeyDestroyed, vault.KeyUnavailable, vault.Tampered)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft, opened."""

    id: UUID
    body: dict[str, Any]
    kind: str
    version: str
    path: str
    at: datetime


def kept(*, name: str, about: UUID | None, by: Principal) -> Kept | None:
    """Give the draft of a form, or None: none was left, or her key is gone."""
    rows = Draft.objects.visible_to(by).filter(kind=Draft.Kind.DRAFT, body__isnull=False)
    found = rows.filter(name=name, about=about).first()
    return _opened(found) if found else None


def kept_of(names: Collection[str], *, about: UUID | None, by: Principal) -> dict[str, Kept]:
    """Give the drafts of several forms about one record, by name, in one query."""
    rows = Draft.objects.visible_to(by).filter(kind=Draft.Kind.DRAFT, body__isnull=False)
    found = [(row.name, _opened(row)) for row in rows.filter(name__in=names, about=about)]
    return {name: one for name, one in found if one}


def left(by: Principal) -> "QuerySet[Draft]":
    """Give what is kept for an operator, unopened."""
    return Draft.objects.visible_to(by).filter(body__isnull=False)


def all_kept(by: Principal) -> list[Kept]:
    """Give everything kept for an operator, newest first."""
    rows = list(left(by).order_by("-updated_at"))
    vault.unlock({row.key_id for row in rows})
    return [one for one in map(_opened, rows) if one]


def _opened(row: Draft) -> Kept | None:
    try:
        return Kept(row.pk, dict(row.body), row.kind, row.version, row.path, row.updated_at)
    except GONE:
        return None
