"""Documents that had to be looked at again by a day that has passed."""

from dataclasses import dataclass
from datetime import date

from .models import DocumentVersion
from .pages import GuidelinePage, ProtocolPage
from .publishing import newest


@dataclass(frozen=True, slots=True)
class Overdue:
    """A document on the site, the day it had to be reviewed by, and who answers for it."""

    version: DocumentVersion
    review_on: date
    responsible: str


def overdue(day: date) -> list[Overdue]:
    """Give them, the longest overdue first."""
    found = []
    for kind in (ProtocolPage, GuidelinePage):
        rows = kind.objects.live().filter(review_on__lt=day).select_related("responsible")
        for page in rows:
            version = newest(page.pk)
            if version is not None:
                who = page.responsible
                name = (who.get_full_name() or who.username) if who else ""
                found.append(Overdue(version, page.review_on, name))
    return sorted(found, key=lambda one: one.review_on)
