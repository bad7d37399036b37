"""Pure: how grades are added up so that nobody's can be told from the others'.

What is shown grows by five people at a time: from one mean to the next nobody can subtract what
the last one said. Numbers are written with all their digits, so that their length says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

QUESTIONS = ("content", "teaching", "usefulness")
GRADES = range(1, 8)
FEWEST = 5  # opinions that are shown together
TENTH = Decimal("0.1")
DIGITS = 5


@dataclass(frozen=True, slots=True)
class Means:
    """Means of the grades of 1 to 7, and how many gave them."""

    given: int
    content: Decimal
    teaching: Decimal
    usefulness: Decimal


def nothing() -> dict[str, Any]:
    """Give what an edition holds before anybody said anything."""
    return {"who": [], "waiting": _written(_zeros()), "shown": _written(_zeros())}


def added(held: Mapping[str, Any], who: str, grades: Mapping[str, int]) -> dict[str, Any]:
    """Give what it holds with one more opinion. who: a digest. Raises ValueError."""
    if sorted(grades) != sorted(QUESTIONS) or not set(grades.values()) <= set(GRADES):
        raise ValueError("Three grades of 1 to 7.")
    waiting, shown = _read(held["waiting"]), _read(held["shown"])
    for name, grade in grades.items():
        waiting[name][grade - 1] += 1
    if given(waiting) >= FEWEST:
        shown = {name: _sum(shown[name], waiting[name]) for name in QUESTIONS}
        waiting = _zeros()
    listed = sorted({*held["who"], who})  # by digest: in no order of time
    return {"who": listed, "waiting": _written(waiting), "shown": _written(shown)}


def means(held: Mapping[str, Any]) -> Means | None:
    """Give the means of what is shown; None while that is nothing."""
    shown = _read(held["shown"])
    count = given(shown)
    if not count:
        return None
    return Means(count, *(_mean(shown[name], count) for name in QUESTIONS))


def given(counts: Mapping[str, list[int]]) -> int:
    """Give how many opinions are counted."""
    return sum(counts[QUESTIONS[0]])


def _mean(counts: list[int], count: int) -> Decimal:
    total = sum(grade * times for grade, times in zip(GRADES, counts, strict=True))
    return (Decimal(total) / count).quantize(TENTH, ROUND_HALF_UP)


def _zeros() -> dict[str, list[int]]:
    return {name: [0] * len(GRADES) for name in QUESTIONS}


def _sum(one: list[int], other: list[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _written(counts: Mapping[str, list[int]]) -> dict[str, list[str]]:
    return {name: [f"{count:0{DIGITS}}" for count in counts[name]] for name in QUESTIONS}


def _read(counts: Mapping[str, list[str]]) -> dict[str, list[int]]:
    return {name: [int(count) for count in counts[name]] for name in QUESTIONS}
