"""The exercises of the training copy, as courses know them. Casework has them; `config` joins both.

None given: no course can ask for one, and nothing is offered.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from casework.access import slips


class Exercise(Protocol):
    """What courses ask of an exercise. levels: whose work it is. minutes: about how long."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def levels(self) -> tuple[str, ...]: ...


Source = Callable[[], Sequence[Exercise]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Say where the exercises come from; the product does when it starts."""
    _sources[:] = [source]


def all_of_them() -> list[Exercise]:
    """Give the exercises, in order."""
    return [one for source in _sources for one in source()]


def find(code: str) -> Exercise | None:
    """Give one by its code."""
    return next((one for one in all_of_them() if one.code == code), None)


def title_of(code: str) -> str:
    """Give its title; its code when it is known here no more."""
    found = find(code)
    return found.title if found else code


def offered() -> bool:
    """Say whether this installation has a training copy."""
    return slips.offered()
