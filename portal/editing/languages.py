"""Every page of help and every language: what is there, what is missing, what fell behind."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from portal import tongues
from portal.pages import BodyPage
from portal.privacy_page import PrivacyPage
from portal.translated import Standing, standings

HOME = 2  # the depth of the first page


@dataclass(frozen=True, slots=True)
class Row:
    """A Spanish page and how it stands in each language."""

    page: Any
    standings: list[Standing]

    @property
    def needs_work(self) -> bool:
        """Say whether a translation is there and has to be looked at."""
        return any(one.page is not None and not one.is_well for one in self.standings)


def rows() -> list[Row]:
    """Give them in the order of the site, those with something behind first."""
    pages = list(Page.objects.filter(depth__gt=1).order_by("path").specific())
    below = defaultdict(list)
    for page in pages:
        if page.slug in tongues.slugs():
            below[page.path[: -Page.steplen]].append(page)
    teams = tuple(page.path for page in pages if not _is_told(page) and page.depth > HOME)
    found = [
        Row(page, standings(page, below[page.path]))
        for page in pages if _needed(page) and not page.path.startswith(teams)
    ]  # fmt: skip
    return sorted(found, key=lambda row: not row.needs_work)


def _needed(page: Any) -> bool:
    return bool(_is_told(page) and page.live and page.slug not in tongues.slugs())


def _is_told(page: Any) -> bool:
    """Say whether anybody may need a page: those of teams, and all below them, stay in Spanish."""
    return isinstance(page, PrivacyPage) or (isinstance(page, BodyPage) and page.is_for_all)
