"""Pure rules about duplicates: why two records may be one woman, which one stays, who decides.

A person decides, never a score (design 1): the rule only says what is alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

UNDO_DAYS = 30


class Reason(TextChoices):
    """What is alike in two records."""

    RUN_NEAR = "run-near", _("The RUNs differ by one digit, or by two that changed places.")
    PAPER_NEAR = "paper-near", _("The numbers of their documents are almost the same.")
    PHONE = "phone", _("They gave the same telephone number and share a name.")
    NAMES_YEAR = "names-year", _("All their names sound alike and they were born the same year.")
    NAMES_PLACE = "names-place", _("All their names sound alike and they live in one comuna.")
    NAME_YEAR_PLACE = (
        "name-year-place",
        _("Name and surname sound alike; same year of birth and same comuna."),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """What the system compared, without opening a value. names: how many of three sound alike.

    both_runs: each record has a RUN of its own, so unless they are near they are two persons.
    """

    names: int = 0
    same_year: bool = False
    same_comuna: bool = False
    run_near: bool = False
    paper_near: bool = False
    same_phone: bool = False
    both_runs: bool = False


def reasons(alike: Alike) -> Iterator[Reason]:
    """Give why two records may be one woman; none means: nothing to look at."""
    if alike.run_near and (alike.names >= 2 or alike.same_phone):
        yield Reason.RUN_NEAR
    elif alike.both_runs:
        return
    if alike.paper_near and (alike.names or alike.same_phone):
        yield Reason.PAPER_NEAR
    if alike.same_phone and alike.names:
        yield Reason.PHONE
    if alike.names == 3 and alike.same_year:
        yield Reason.NAMES_YEAR
    if alike.names == 3 and alike.same_comuna:
        yield Reason.NAMES_PLACE
    if alike.names == 2 and alike.same_year and alike.same_comuna:
        yield Reason.NAME_YEAR_PLACE


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair, as the rule about which stays looks at it."""

    id: UUID
    has_run: bool
    has_paper: bool
    since: datetime


def stays(one: Side, other: Side) -> UUID | None:
    """Give the record that must stay, or None when a person chooses: the one with a RUN, else
    with a document. Her own space and every search depend on them.
    """
    for has in ("has_run", "has_paper"):
        if getattr(one, has) != getattr(other, has):
            return one.id if getattr(one, has) else other.id
    return None


def may_approve(*, proposed_by: UUID | None, by: UUID) -> bool:
    """Say whether somebody is the second person: never the one who proposed."""
    return proposed_by is not None and proposed_by != by


def undo_until(approved_at: datetime) -> datetime:
    """Give the moment after which a joining stays."""
    return approved_at + timedelta(days=UNDO_DAYS)
