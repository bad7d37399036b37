"""How protected figures are said on a screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from casework.territory.models import Centre

from .choices import Moment
from .queries import Figure
from .rules import is_safe, previous_quarters

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter that is over. code: "2026-3"."""

    first: date

    @property
    def code(self) -> str:
        """How it stands in the address."""
        return f"{self.first.year}-{(self.first.month + 2) // 3}"

    def __str__(self) -> str:
        return _("Quarter %(number)d of %(year)d") % {
            "number": (self.first.month + 2) // 3, "year": self.first.year,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question. high, low: percent of 6 or 7, of 1 to 4; "": hidden."""

    mean: str
    high: str
    low: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. shown: False when it stays hidden. answers: one for each question."""

    label: str
    n: int | None
    answers: tuple["Answer", ...] = ()

    @property
    def shown(self) -> bool:
        """Whether its figures may be read."""
        return self.n is not None


@dataclass(frozen=True, slots=True)
class Table:
    """A centre with all its moments. whole: all of it, or None without any answer."""

    name: str
    whole: Line | None
    lines: tuple[Line, ...]


def quarters(day: date) -> list[Quarter]:
    """Give those that may be chosen, the newest first."""
    return [Quarter(first) for first in previous_quarters(day, QUARTERS)]


def tables(
    found: Iterable[Figure], centres: Iterable[Centre]
) -> tuple[tuple[Line, ...], list[Table]]:
    """Give the line of the country and a table for each centre that has answers."""
    by_place = {(one.centre, one.moment): one for one in found}
    whole = by_place.get((None, ""))
    country = (_line(_("The whole country"), whole),) if whole else ()
    made = [_table(one, by_place) for one in centres if (one.pk, "") in by_place]
    return country, made


def _table(centre: Centre, found: dict[tuple[int | None, str], Figure]) -> Table:
    whole = found[centre.pk, ""]
    parts = [found[centre.pk, one] for one in Moment if (centre.pk, one) in found]
    lines = [_line(str(Moment(one.moment).label), one) for one in parts]
    if whole.n is not None and not _adds_up(whole.n, parts):
        lines = [Line(one.label, None) for one in lines]  # the database hides; this looks again
    return Table(str(centre), _line(_("All of it"), whole), tuple(lines))


def _adds_up(whole: int, parts: list[Figure]) -> bool:
    """Look again whether what is hidden could be told from what is shown."""
    hidden = sum(one.n is None for one in parts)
    rest = whole - sum(one.n or 0 for one in parts)
    return not hidden or is_safe([rest - hidden + 1, *[1] * (hidden - 1)])


def _line(label: str, figure: Figure) -> Line:
    if figure.n is None:
        return Line(label, None)
    answers = (
        Answer(
            number_format(mean, 1) if mean is not None else "",
            _percent(high, figure.n), _percent(low, figure.n),
        )
        for mean, (high, low) in zip(figure.means, figure.shares, strict=True)
    )  # fmt: skip
    return Line(label, figure.n, tuple(answers))


def _percent(part: int | None, whole: int) -> str:
    return "" if part is None else _("%(n)d %%") % {"n": round(100 * part / whole)}
