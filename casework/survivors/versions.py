"""What she says of what a professional wrote or concluded: it stands beside it, overwrites nothing.

The room that keeps her words says, when it starts, how they are asked for and where written down:

versions.kept_by(asked, told, "url:name")   # the address takes her id, the kind, the row's id

They travel in the statement that reads what was written (`with_versions`), as `carried.rows`. What
she says of all of a kind at once, from her own space, travels with any of its rows (`general_of`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Expression, JSONField, Model, QuerySet, Value
from django.urls import reverse

RISK, ACCOUNT = "risk", "account"
SESSION, TRY, CASE = "session", "try", "case"
PLAN, REVIEW, DOCUMENT = "plan", "review", "document"
CARRIED = "her_versions"
Row = TypeVar("Row", bound=Model)
Asked = Callable[[str, bool, str], ArraySubquery]


@dataclass(frozen=True, slots=True)
class Version:
    """Her words, and when she said them.

    own: she wrote them in her own space. general: of all of the kind, not of one row.
    """

    words: str
    said_at: datetime
    own: bool = False
    general: bool = False


@dataclass(slots=True)
class _Keeper:
    """asked: what to ask for, given kind, general, target. told: what came -> her words."""

    asked: Asked | None = None
    told: Callable[[Any], list[Version]] = list
    url_name: str = ""


_keeper = _Keeper()


def kept_by(asked: Asked, told: Callable[[Any], list[Version]], url_name: str) -> None:
    """Say where her words are kept and written down."""
    _keeper.asked, _keeper.told, _keeper.url_name = asked, told, url_name


def beside(kind: str, *, general: bool = True, target: str = "pk") -> Expression | ArraySubquery:
    """Give her words beside a row as a value of its query. The row has `survivor`.

    target: the column that tells what is spoken of.
    """
    if _keeper.asked is None:
        return Value(None, output_field=JSONField())
    return _keeper.asked(kind, general, target)


def with_versions(
    rows: "QuerySet[Row]", kind: str, *, general: bool = True, target: str = "pk"
) -> "QuerySet[Row]":
    """Ask for her words beside each row, in the same statement.

    general: with what she says of all of the kind. Long lists leave it to the row above them.
    """
    return rows.annotate(**{CARRIED: beside(kind, general=general, target=target)})


def read(value: Any) -> list[Version]:
    """Give her words as they travelled, oldest first."""
    return _keeper.told(value or [])


def versions_of(row: Model) -> list[Version]:
    """Give what she says beside a row, oldest first."""
    return [one for one in read(getattr(row, CARRIED, None)) if not one.general]


def general_of(rows: Iterable[Model]) -> list[Version]:
    """Give what she says of all of the kind: the same beside any of its rows."""
    for row in rows:
        return [one for one in read(getattr(row, CARRIED, None)) if one.general]
    return []


def address_of(survivor_id: UUID, kind: str, row_id: UUID) -> str:
    """Give where her words about a row are written down, "" when nobody does."""
    name = _keeper.url_name
    return reverse(name, args=[survivor_id, kind, row_id]) if name else ""
