"""How old the contents are, and which had to be looked at again by a day that has passed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from casework.territory.validity import chilean_day
from portal.directory.models import Listing
from portal.helplines import Helpline

OLD = timedelta(days=365)  # nobody published it again in a year
CHECKED = timedelta(days=182)  # hours somebody looked up half a year ago


@dataclass(frozen=True, slots=True)
class Aged:
    """Something on the site. since: published or checked that day; None: as it was installed.

    by: the day it had to be looked at again, when it has one. late: that day, or a year, is over.
    """

    what: Any
    since: date | None
    published_by: str
    by: date | None
    late: bool


def pages() -> list[Aged]:
    """Give the pages on the site, those to be looked at first, then the oldest."""
    today = chilean_day(timezone.now())
    last = PageLogEntry.objects.filter(page=OuterRef("pk"), action="wagtail.publish")
    names = last.order_by("-timestamp").values("user__username")[:1]
    live = Page.objects.live().filter(depth__gt=1).annotate(published_by=Subquery(names))
    return sorted((_page(one, today) for one in live.specific()), key=_first)


def _page(page: Any, today: date) -> Aged:
    since = chilean_day(page.last_published_at) if page.last_published_at else None
    by = getattr(page, "review_on", None)
    late = by < today if by else since is not None and since < today - OLD
    return Aged(page, since, page.published_by or "", by, late)


def hours() -> list[Aged]:
    """Give the numbers and centres on the site whose hours nobody looked up for half a year."""
    today = chilean_day(timezone.now())
    shown = [
        *Helpline.objects.filter(live=True, is_shown=True),
        *Listing.objects.filter(live=True, is_shown=True).select_related("centre"),
    ]
    found = [
        Aged(one, one.checked_on, "", None, _unchecked(one.checked_on, today)) for one in shown
    ]
    return sorted((one for one in found if one.late), key=_first)


def _unchecked(day: date | None, today: date) -> bool:
    return day is None or day < today - CHECKED


def _first(one: Aged) -> tuple[bool, date, date]:
    return (not one.late, one.by or date.max, one.since or date.min)
