"""Whether an observer can tell a registered woman's visit from anybody's (design 4.3; AB01, AB06).

A simple judge: what each thing it sees was worth on half of the visits is tried on the other half.
"""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

CHANCE, MARGIN = 0.5, 0.03  # safety.md 1.2: AUC 0.50 +/- 0.03


@dataclass(frozen=True, slots=True)
class Sight:
    """All that is seen of one visit: its pages in order, and how long they took (ms)."""

    registered: bool
    sizes: tuple[int, ...]
    headers: tuple[Hashable, ...]
    links: tuple[Hashable, ...]
    statements: tuple[int, ...]
    time: float


SEEN = ("sizes", "headers", "links", "statements")


def auc(yes: Sequence[float], no: Sequence[float]) -> float:
    """Give how often a score of `yes` is above one of `no`; a draw counts half (Mann-Whitney)."""
    ordered = sorted((score, place) for place, row in enumerate((no, yes)) for score in row)
    ranks, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        shared = (at + 1 + end) / 2
        ranks += shared * sum(place for _score, place in ordered[at:end])
        at = end
    return (ranks - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no))


def judged(sights: Sequence[Sight]) -> dict[str, float]:
    """Give the AUC of each thing seen, of all of them together, and of the time alone."""
    found = {name: _learned(sights, (name,)) for name in SEEN}
    found["together"] = _learned(sights, SEEN)
    yes, no = _parted([sight.time for sight in sights], sights)
    found["time"] = auc(yes, no)
    return found


def tells(value: float) -> bool:
    """Say whether an AUC is further from chance than is allowed, either way."""
    return abs(value - CHANCE) > MARGIN


def _learned(sights: Sequence[Sight], names: Sequence[str]) -> float:
    """Learn on every second visit of each kind what a value is worth; judge the others."""
    kinds = [[one for one in sights if one.registered is kind] for kind in (True, False)]
    learning = [one for kind in kinds for one in kind[::2]]
    judging = [one for kind in kinds for one in kind[1::2]]
    worth = {name: _worth(learning, name) for name in names}
    scores = [
        sum(worth[name].get(getattr(sight, name), 0.0) for name in names) for sight in judging
    ]
    return auc(*_parted(scores, judging))


def _worth(sights: Sequence[Sight], name: str) -> dict[Hashable, float]:
    """Give the logarithm of the odds of being registered, by value seen."""
    counts = {
        side: Counter(getattr(sight, name) for sight in sights if sight.registered is side)
        for side in (True, False)
    }
    values = set(counts[True]) | set(counts[False])
    yes, no = counts[True].total() + len(values), counts[False].total() + len(values)
    return {
        value: math.log((counts[True][value] + 1) / yes) - math.log((counts[False][value] + 1) / no)
        for value in values
    }


def _parted(scores: Sequence[float], sights: Sequence[Sight]) -> tuple[list[float], list[float]]:
    pairs = list(zip(scores, sights, strict=True))
    yes = [score for score, sight in pairs if sight.registered]
    return yes, [score for score, sight in pairs if not sight.registered]
