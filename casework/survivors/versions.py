"""What she says of what a professional concluded: it stands beside it and overwrites nothing.

The room that keeps her words says, when it starts, how they are asked for and where written down:

versions.kept_by(asked, told, "url:name")   # the address takes her id, the kind, the row's id

They travel in the statement that reads what was concluded (`with_versions`), as `carried.rows`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.urls import reverse

RISK, ACCOUNT = "risk", "account"
CARRIED = "her_versions"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Version:
    """Her words, and when she said them."""

    words: str
    said_at: datetime


@dataclass(slots=True)
class _Keeper:
    """asked: kind -> what to ask for beside each row. told: what came -> her words."""

    asked: Callable[[str], ArraySubquery] | None = None
    told: Callable[[Any], list[Version]] = list
    url_name: str = ""


_keeper = _Keeper()


def kept_by(
    asked: Callable[[str], ArraySubquery], told: Callable[[Any], list[Version]], url_name: str
) -> None:
    """Say where her words are kept and written down."""
    _keeper.asked, _keeper.told, _keeper.url_name = asked, told, url_name


def with_versions(rows: "QuerySet[Row]", kind: str) -> "QuerySet[Row]":
    """Ask for her words beside each row, in the same statement. Rows have `survivor`."""
    return rows.annotate(**{CARRIED: _keeper.asked(kind)}) if _keeper.asked else rows


def versions_of(row: Model) -> list[Version]:
    """Give what she says beside a row, oldest first."""
    return _keeper.told(getattr(row, CARRIED, None) or [])


def address_of(survivor_id: UUID, kind: str, row_id: UUID) -> str:
    """Give where her words about a row are written down, "" when nobody does."""
    name = _keeper.url_name
    return reverse(name, args=[survivor_id, kind, row_id]) if name else ""
