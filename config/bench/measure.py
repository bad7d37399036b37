"""All the rows, measured from inside the application's own role."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page as WagtailPage

from portal.models import ContentPage

from . import people
from .browser import Unmeasurable
from .observed import observer_rows
from .pages import Pages
from .portal import portal_rows
from .printing import sealing_row
from .rights import request_rows
from .speed import log_rows, page_row
from .table import Row
from .weight import weight_rows

QUICK, WHOLE = 4, 40


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the registry is and how often each thing is done."""

    women: int
    quick: bool = False

    @property
    def repetitions(self) -> int:
        """Of a page."""
        return QUICK if self.quick else WHOLE

    @property
    def printings(self) -> int:
        """Of what takes long: a signing, a printed record."""
        return 2 if self.quick else 15


def rows(plan: Plan, account: people.Account) -> Iterator[Row]:
    """Measure everything but the load over HTTP. Raises Unmeasurable."""
    pages = Pages(people.log_in(account), plan.women)
    for page in pages.all():
        slow = page.name.startswith("Signing")
        yield page_row(page, plan.printings if slow else plan.repetitions)
    yield sealing_row(plan.printings)
    yield from log_rows(pages.file(), pages.contact(), plan.repetitions)
    yield from weight_rows(next(people.women_with_open_space(plan.women)))
    yield from request_rows(account, quick=plan.quick)
    yield from portal_rows(account, quick=plan.quick)
    yield from observer_rows(account, plan.women, quick=plan.quick)


def content_path() -> str:
    """Give the address of a content page. Raises Unmeasurable."""
    page: WagtailPage | None = ContentPage.objects.live().public().order_by("path").first()
    address = page.get_url() if page else None
    if not address:
        raise Unmeasurable("There is no content page.")
    return str(address)
