"""The exercises: a story of an invented woman, and the steps that show that it was worked through.

They are written in `cases/*.toml`, in Spanish and in English: who reads the screens in English is
told the story in English. Each step names the check that marks it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "cases"
SPANISH, ENGLISH = "es", "en"


def spoken() -> str:
    """Give the language a story is told in now."""
    return ENGLISH if (get_language() or SPANISH).startswith(ENGLISH) else SPANISH


@dataclass(frozen=True, slots=True)
class Words:
    """What a step asks, and where it is done."""

    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. check: which row of hers shows that it was done (`checks.CHECKS`)."""

    check: str
    said: Mapping[str, Words]

    @property
    def words(self) -> str:
        """What it asks, in the language that is read now."""
        return self.said[spoken()].words

    @property
    def hint(self) -> str:
        """Where it is done."""
        return self.said[spoken()].hint


@dataclass(frozen=True, slots=True)
class Telling:
    """An exercise in one language."""

    title: str
    summary: str
    story: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """code: never changes, results are kept by it. begun: what is in her file beforehand."""

    code: str
    minutes: int
    levels: tuple[str, ...]
    begun: bool
    tellings: Mapping[str, Telling]
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        """Its title, in the language that is read now."""
        return self.tellings[spoken()].title

    @property
    def summary(self) -> str:
        """What it is about, in a sentence."""
        return self.tellings[spoken()].summary

    def told(self, **facts: str) -> tuple[str, ...]:
        """Give the story with what is this trainee's own: her woman's RUN, name and telephone."""
        return tuple(paragraph.format(**facts) for paragraph in self.tellings[spoken()].story)


@cache
def all_of_them() -> dict[str, Exercise]:
    """Give the exercises by code, in the order they are offered."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.code: one for one in found}


def _read(path: Path) -> Exercise:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return Exercise(
        code=written["code"], minutes=written["minutes"], levels=tuple(written["levels"]),
        begun=written.get("begun", False), steps=tuple(_step(one) for one in written["steps"]),
        tellings={SPANISH: _telling(written), ENGLISH: _telling(written["english"])},
    )  # fmt: skip


def _telling(written: Mapping[str, Any]) -> Telling:
    return Telling(written["title"], written["summary"], tuple(written["story"]))


def _step(written: Mapping[str, Any]) -> Step:
    spanish = Words(written["words"], written["hint"])
    return Step(written["check"], {SPANISH: spanish, ENGLISH: Words(**written["english"])})
