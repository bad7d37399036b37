"""The exercises: a story of an invented woman, and the steps that show that it was worked through.

They are written in Spanish, in `cases/*.toml`; each step names the check that marks it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. check: which row of hers shows that it was done (`checks.CHECKS`)."""

    check: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """code: never changes, results are kept by it. begun: what is in her file beforehand."""

    code: str
    title: str
    summary: str
    minutes: int
    levels: tuple[str, ...]
    begun: bool
    story: tuple[str, ...]
    steps: tuple[Step, ...]

    def told(self, **facts: str) -> tuple[str, ...]:
        """Give the story with what is this trainee's own: her woman's RUN, name and telephone."""
        return tuple(paragraph.format(**facts) for paragraph in self.story)


@cache
def all_of_them() -> dict[str, Exercise]:
    """Give the exercises by code, in the order they are offered."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.code: one for one in found}


def _read(path: Path) -> Exercise:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return Exercise(
        code=written["code"], title=written["title"], summary=written["summary"],
        minutes=written["minutes"], levels=tuple(written["levels"]),
        begun=written.get("begun", False), story=tuple(written["story"]),
        steps=tuple(Step(**one) for one in written["steps"]),
    )  # fmt: skip
