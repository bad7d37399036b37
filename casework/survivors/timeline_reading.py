"""Lines of a trayecto as they are read: words, where, who, and the way to what is behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit import sentences

from . import guidance, timeline
from .guidance import Guide
from .levels import Level
from .timeline_models import TrajectoryEvent
from .timeline_queries import PAGE, Author, Overview, Place
from .versions import Version, versions_of

Kind = TrajectoryEvent.Kind
ICONS = {
    Kind.CONTACT: "phone",
    Kind.CASE: "document",
    Kind.SESSION: "calendar",
    Kind.EPISODE: "alert",
    Kind.RISK: "shield",
    Kind.PLAN: "pencil",
    Kind.LEGAL: "document",
    Kind.MEASURE: "lock",
    Kind.REFERRAL: "arrow-right",
    Kind.DOCUMENT: "document",
    Kind.ACCOUNT: "message",
    Kind.TASK: "check",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. url: "" when the reader may not open what is behind it, or there is no page.

    versions: what she says of it, where it was asked for. rules: the steps it may have been
    done by.
    """

    at: datetime
    until: date | None
    kind: str
    icon: str
    words: str
    where: str
    who: str
    level: Level | None
    url: str
    versions: tuple[Version, ...] = ()
    rules: tuple[Guide, ...] = ()

    @property
    def by_whom(self) -> str:
        """The centre and who wrote it, without saying the centre twice."""
        parts = [self.who] if self.where and self.where in self.who else [self.where, self.who]
        return " · ".join(part for part in parts if part)


@dataclass(slots=True)
class Month:
    """Lines of one month."""

    first: date
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Year:
    """Months of one year."""

    number: int
    months: list[Month] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """A year of the little map: how many lines, how tall its bar, on which page it begins."""

    year: int
    count: int
    height: int
    page: int
    here: bool

    @property
    def top(self) -> int:
        """Where its bar begins, in a box twenty high."""
        return 20 - self.height


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and what is known of the places and the authors of the lines."""

    by: Staff
    places: dict[int, Place]
    authors: dict[UUID, Author]
    names: bool = True  # workers of the reader's own centres by their name
    told: Mapping[str, Any] = field(default_factory=dict)  # the values of the head of her file

    def line(self, event: TrajectoryEvent) -> Line:
        """Put a line in words."""
        place = self.places.get(event.centre_id) if event.centre_id else None
        return Line(
            event.at, event.until, event.get_kind_display(), ICONS[Kind(event.kind)],
            timeline.words_of(event), self._where(place), self._who(event, place),
            Level(event.level) if event.level in Level.values else None,
            timeline.address_of(event) if self.may_open(event) else "",
            tuple(versions_of(event)),
            guidance.rules_of(event, self.told),
        )  # fmt: skip

    def may_open(self, event: TrajectoryEvent) -> bool:
        """What is one's own centre's, what follows her, and all of it under a grant."""
        return (
            event.centre_id in self.by.case_centres
            or event.survivor_id in self.by.granted
            or timeline.follows_her(event.target_kind)
        )

    def _where(self, place: Place | None) -> str:
        if place is None:
            return ""
        return _("Centre with a reserved address") if place.secret else place.name

    def _who(self, event: TrajectoryEvent, place: Place | None) -> str:
        """The name for who works in the same centre; for the others, role and centre are enough."""
        author = self.authors.get(event.operator_id) if event.operator_id else None
        if author is None:
            return ""
        level = author.levels.get(event.centre_id) or next(iter(author.levels.values()), "")
        role = sentences.who(kind="staff", level=level, centre=place.name if place else "")
        colleague = event.centre_id in self.by.case_centres
        return author.name if self.names and colleague and author.name else role


def grouped(lines: Iterable[Line]) -> list[Year]:
    """Gather lines by year and month, in the order they come."""
    years: list[Year] = []
    for line in lines:
        first = timezone.localtime(line.at).date().replace(day=1)
        if not years or years[-1].number != first.year:
            years.append(Year(first.year))
        months = years[-1].months
        if not months or months[-1].first != first:
            months.append(Month(first))
        months[-1].lines.append(line)
    return years


def marks(overview: Overview, page: int) -> list[Mark]:
    """Make the little map of years, newest first, so that twenty years are one press away."""
    tallest = max(overview.years.values(), default=0) or 1
    found, before = [], 0
    for year, count in overview.years.items():
        begins, ends = before // PAGE + 1, max(before, before + count - 1) // PAGE + 1
        height = max(2, round(20 * count / tallest)) if count else 0
        found.append(Mark(year, count, height, begins, bool(count) and begins <= page <= ends))
        before += count
    return found
