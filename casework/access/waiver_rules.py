"""Pure rules of exceptions that follow one another: none of them stands in for the certificate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

# Two of thirty days at most are time enough to take a course and be certified; a third would be
# working without it. The second is another person's decision, so that nobody opens a level to
# somebody time after time. The database holds the same (`competence_sql.WAIVER_CHAIN`).
MOST_WAIVERS = 2
WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An exception somebody had for a level. One ended before its day counts like any other."""

    starts_on: date
    given_by: UUID


def chain_problem(*, starts_on: date, given_by: UUID, earlier: Iterable[Earlier]) -> str:
    """Say why one more exception may not begin that day; empty when it may.

    earlier: those the same person had for the same level, or has to come.
    """
    had = list(earlier)
    if _too_many([starts_on, *(one.starts_on for one in had)]):
        return _(
            "She had two exceptions for this level within twelve months, and there is no third: "
            "she needs the certificate."
        )
    near = [one for one in had if abs(one.starts_on - starts_on) < WITHIN]
    if any(one.given_by == given_by for one in near):
        return _(
            "You gave her the other exception of these twelve months: somebody else has to "
            "decide on this one."
        )
    return ""


def _too_many(starts: list[date]) -> bool:
    """Say whether some twelve months hold more beginnings than may be."""
    ordered = sorted(starts)
    later = ordered[MOST_WAIVERS:]
    return any(last - first < WITHIN for first, last in zip(ordered, later, strict=False))
