"""Pure rules of opinions: when one is asked for, and which figures may be shown (law OI-10).

Figures stand in a tree: the country is the sum of its centres, a centre the sum of its moments.
Each sum is one line, and no number stands in two lines but as the sum of one and a part of the
other: so a line that is safe alone is safe. `sql.py` applies the same rules in the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from casework.cases.stages import Stage

from .choices import Moment

FEW = 5  # a cell of fewer answers is never shown
OPEN_DAYS = 45  # how long she may be asked
EVERY = 90  # days between two invitations while she is attended
TIMES = 8  # two years
CODE_MINUTES = 20


@dataclass(frozen=True, slots=True)
class Days:
    """From when until when one invitation is open, and after what."""

    moment: Moment
    from_day: date
    until_day: date


def once(moment: Moment, day: date) -> Days:
    """Give the days of an invitation after something that happened that day."""
    return Days(moment, day, day + timedelta(days=OPEN_DAYS))


def ongoing(entered: date) -> list[Days]:
    """Give the invitations while she is attended: each 90 days from her entry."""
    starts = (entered + timedelta(days=EVERY * turn) for turn in range(1, TIMES + 1))
    return [once(Moment.ONGOING, start) for start in starts]


_EARLY = {Stage.CONTACT, Stage.ORIENTATION}
_BEFORE_ENTRY = {*_EARLY, Stage.WAITING}
_ATTENDED = {Stage.ENTRY, Stage.DIAGNOSIS, Stage.INTERVENTION}
_DONE = {Stage.EXIT, Stage.FOLLOW_UP}


@dataclass(frozen=True, slots=True)
class Asks:
    """What a move sets going. opens: invitations. ends: moments not asked for any more."""

    opens: tuple[Days, ...] = ()
    ends: frozenset[Moment] = field(default_factory=frozenset)


def after_move(before: str | None, after: str, day: date) -> Asks:
    """Give what a move of a case asks for. A move back ends what its undone step had opened."""
    opens: list[Days] = []
    ends: set[Moment] = set()
    if before == Stage.ORIENTATION and after in {Stage.WAITING, *_ATTENDED, *_DONE}:
        opens.append(once(Moment.ORIENTATION, day))
    if before not in _ATTENDED and before not in _DONE and after in _ATTENDED:
        opens += [once(Moment.ENTRY, day), *ongoing(day)]
    if before not in _DONE and after in _DONE:
        opens.append(once(Moment.EXIT, day))
    if after in _EARLY:
        ends.add(Moment.ORIENTATION)
    if after in _BEFORE_ENTRY:
        ends |= {Moment.ENTRY, Moment.ONGOING}
    if after not in _ATTENDED:
        ends.add(Moment.ONGOING)
    if after not in {*_DONE, Stage.CLOSED}:
        ends.add(Moment.EXIT)
    return Asks(tuple(opens), frozenset(ends))


def cut(line: Mapping[str, int], small: frozenset[str] | None = None) -> frozenset[str] | None:
    """Give which cells of a line stay hidden beside its sum; None: the sum must be hidden too.

    Cells without answers say so and are no part of it. small: the cells that must not be shown;
    without it, those of fewer than five answers. With them go the smallest others, until two at
    least are left out, together five answers or more, and more than one each.
    """
    few = {name for name, n in line.items() if 0 < n < FEW} if small is None else small
    if not few:
        return frozenset()
    order = sorted(
        (n for n in line if line[n]), key=lambda name: (name not in few, line[name], name)
    )
    for size in range(max(len(few), 2), len(order) + 1):
        hidden = order[:size]
        if is_safe([line[name] for name in hidden]):
            return frozenset(hidden)
    return None


def is_safe(hidden: list[int]) -> bool:
    """Say whether cells may hide behind their sum: nobody can tell one of them from it."""
    return not hidden or (len(hidden) >= 2 and sum(hidden) >= FEW and sum(hidden) > len(hidden))


Tree = Mapping[str, Mapping[str, int]]
Shown = dict[tuple[str, str], int | None]


def protected(tree: Tree) -> Shown:
    """Give what of a tree (centre, moment, answers) is shown; None: hidden.

    ("", "") is the country; (centre, "") a centre.
    """
    cells = {name: cut(line) for name, line in tree.items()}
    totals = {name: sum(line.values()) for name, line in tree.items()}
    unsafe = frozenset(name for name, hidden in cells.items() if hidden is None)
    gone = cut(totals, unsafe)
    shown: Shown = {("", ""): None if gone is None else sum(totals.values())}
    for name, line in tree.items():
        out = gone is None or name in gone
        shown[name, ""] = None if out else totals[name]
        for moment, n in line.items():
            shown[name, moment] = None if out or moment in (cells[name] or ()) else n
    return shown


def previous_quarters(day: date, many: int) -> list[date]:
    """Give the first days of the last quarters that are over, the newest first."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    found = []
    for _turn in range(many):
        first = date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
        found.append(first)
    return found
