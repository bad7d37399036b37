"""Pure rules of opinions: when one is asked for, and which figures may be shown (law OI-10).

Figures stand in a tree: the country is the sum of its centres, a centre the sum of its moments.
Each sum is one line, and no number stands in two lines but as the sum of one and a part of the
other: so a line that is safe alone is safe. `sql.py` applies the same rules in the database.
"""

from collections.abc import Iterable, Mapping
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


Split = tuple[int, int]
Splits = Mapping[str, Mapping[str, Split]]
Places = frozenset[tuple[str, str]]
Grades = Mapping[str, Mapping[str, tuple[int, int, int]]]
Share = tuple[int | None, int | None]


def shares(grades: Grades, shown: Shown) -> dict[tuple[str, str], Share]:
    """Give how many gave 6 or 7 and how many 1 to 4, where it may be said (law OI-10).

    grades: of one question, centre -> moment -> how many gave 6-7, 5, 1-4. shown: `protected` of
    the same answers. First "6 or 7" beside the rest, then "1 to 4" beside 5 in what is left, so
    that neither of the two, nor what is left over, tells a count of one to four.
    """
    gone = frozenset(place for place, n in shown.items() if n is None)
    best = {c: {m: (g[0], g[1] + g[2]) for m, g in line.items()} for c, line in grades.items()}
    rest = {c: {m: (g[2], g[1]) for m, g in line.items()} for c, line in grades.items()}
    no_best = veiled(best, gone)
    no_worst = veiled(rest, no_best)
    high, low = _summed(best), _summed(rest)
    return {
        place: (None if place in no_best else high[place][0],
                None if place in no_worst else low[place][0])
        for place in shown
    }  # fmt: skip


def veiled(splits: Splits, gone: Places) -> Places:
    """Give the places of a tree that may not say how they split in two. gone: hidden already."""
    sums = _summed(splits)
    cuts = {c: apart(line, frozenset(m for m in line if (c, m) in gone))
            for c, line in splits.items()}  # fmt: skip
    bad = frozenset(c for c in splits if (c, "") in gone or cuts[c] is None)
    top = apart({c: sums[c, ""] for c in splits}, bad)
    if top is None or ("", "") in gone:
        return frozenset(sums)
    inside = {c: frozenset(line) if c in top else cuts[c] or frozenset()
              for c, line in splits.items()}  # fmt: skip
    return frozenset((c, "") for c in top) | {(c, m) for c in splits for m in inside[c]}


def apart(line: Mapping[str, Split], gone: frozenset[str]) -> frozenset[str] | None:
    """Give which parts hide their split beside the split of their sum; None: the sum must hide.

    Those hidden already or that count one to four on a side; with them the smallest others, until
    they are two at least and hold together, on each side, nobody or five at least.
    """
    bad = gone | {name for name, split in line.items() if not _is_whole(*split)}
    if not bad:
        return frozenset()
    order = sorted((n for n in line if sum(line[n])), key=lambda n: (n not in bad, sum(line[n]), n))
    for size in range(max(len(bad.intersection(order)), 2), len(order) + 1):
        sides = zip(*(line[name] for name in order[:size]), strict=True)
        if _is_whole(*(sum(side) for side in sides)):
            return bad.union(order[:size])
    return None


def _is_whole(*counts: int) -> bool:
    return all(n == 0 or n >= FEW for n in counts)


def _summed(splits: Splits) -> dict[tuple[str, str], Split]:
    """Give the split of the country, of each centre and of each of its moments."""
    found = {(c, m): split for c, line in splits.items() for m, split in line.items()}
    for c, line in splits.items():
        found[c, ""] = _sum(line.values())
    found["", ""] = _sum(found[c, ""] for c in splits)
    return found


def _sum(splits: Iterable[Split]) -> Split:
    every = list(splits)
    return sum(one[0] for one in every), sum(one[1] for one in every)


def previous_quarters(day: date, many: int) -> list[date]:
    """Give the first days of the last quarters that are over, the newest first."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    found = []
    for _turn in range(many):
        first = date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
        found.append(first)
    return found
