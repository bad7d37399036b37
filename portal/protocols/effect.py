"""What publishing a draft would do: to how many open cases, and which steps change."""

from dataclasses import dataclass
from typing import Any

from casework.protocols.queries import open_cases

from . import publishing, queries
from .comparing import Difference, difference
from .kinds import Kind
from .models import DocumentVersion
from .reading import of_page, of_version


@dataclass(frozen=True, slots=True)
class Effect:
    """cases: how many open cases are worked by each version. what: what changed since the last.

    against: why nobody may publish it as it was saved, in words for who writes it.
    """

    number: int
    cases: list[tuple[int, int]]
    what: Difference | None
    against: list[str]

    @property
    def total(self) -> int:
        """How many open cases in all: each gets a task to look at what changed."""
        return sum(number for _version, number in self.cases)


def effect_of(page: Any) -> Effect:
    """Give what publishing a page as it is written now would do. Numbers only: nobody is named."""
    last = next(iter(queries.versions_of(DocumentVersion.objects.all(), page.code)), None)
    cases = open_cases(page.code) if page.kind == Kind.PROTOCOL else {}
    what = difference(of_version(last), of_page(page)) if last else None
    return Effect(last.number + 1 if last else 1, sorted(cases.items()), what, _against(page))


def _against(page: Any) -> list[str]:
    """Give what the second person would be told, before she is asked; nothing when all is out."""
    revision = page.get_latest_revision()
    if revision is None or (page.live and not page.has_unpublished_changes):
        return []
    return publishing.problems(page.kind, revision)
