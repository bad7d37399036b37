"""Counts of one's own centres: what women ask for and the guidelines do not offer (I.2 f)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from casework.access.principals import Principal
from casework.territory.validity import CHILE

from .act_models import UnmetRequest

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A service of a centre: how often it was asked for, by how many women, how often given."""

    centre: str
    service: str
    proposal: bool
    times: int
    women: int
    given: int


def unmet_counts(by: Principal, *, since: date, until: date) -> list[Asked]:
    """Give the counts of a period, most asked first. Own centres only, so no number is hidden.

    since and until: days in Chile, both counted.
    """
    rows = UnmetRequest.objects.visible_to(by).filter(
        withdrawn_at=None, at__gte=_begins(since), at__lt=_begins(until + ONE_DAY)
    )
    counted = rows.values("centre__name", "service__name", "service__proposal").annotate(
        times=Count("id"), women=Count("survivor", distinct=True),
        given_times=Count("id", filter=Q(given=True)),
    )  # fmt: skip
    return [
        Asked(
            row["centre__name"], row["service__name"], row["service__proposal"], row["times"],
            row["women"], row["given_times"],
        )
        for row in counted.order_by("centre__name", "-times", "service__name")
    ]  # fmt: skip


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, CHILE)
