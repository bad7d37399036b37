"""The lists and numbers in force, read once and kept for some minutes: they change by decree."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone

from .code_models import EpisodeNumber, EpisodeOption, ViolenceForm

KEPT_FOR = 300  # seconds


@dataclass(frozen=True, slots=True)
class Entry:
    """One code with its words. group: where it stands on the screen."""

    code: str
    name: str
    explanation: str = ""
    group: str = ""
    sexual: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything in force on a day, and the names of what no longer is."""

    forms: tuple[Entry, ...]
    options: Mapping[str, tuple[Entry, ...]]
    names: Mapping[tuple[str, str], str]
    numbers: Mapping[str, int]
    version: int

    def name(self, list_: str, code: str) -> str:
        """Give the words of a code, in force or not; the code itself when it is unknown."""
        return self.names.get((list_, code), code)

    def form_names(self, codes: list[str]) -> list[str]:
        """Give the words of some forms, in the order of the list."""
        order = {entry.code: place for place, entry in enumerate(self.forms)}
        return [self.name("form", code) for code in sorted(codes, key=lambda c: order.get(c, 99))]


def lists() -> Lists:
    """Give the lists in force today."""
    return _read(timezone.localdate(), int(time.monotonic() // KEPT_FOR))


def forget() -> None:
    """Read them anew at the next question."""
    _read.cache_clear()


@lru_cache(maxsize=2)
def _read(day: date, _turn: int) -> Lists:
    forms = list(ViolenceForm.objects.all())
    options = list(EpisodeOption.objects.all())
    numbers = list(EpisodeNumber.objects.valid_on(day))
    names = {("form", form.code): form.name for form in forms}
    names |= {(option.list, option.code): option.name for option in options}
    valid = [option for option in options if option.is_valid_on(day)]
    return Lists(
        forms=tuple(
            Entry(form.code, form.name, form.explanation, sexual=form.sexual)
            for form in forms if form.is_valid_on(day)
        ),
        options={
            name: tuple(Entry(one.code, one.name, group=one.group) for one in valid
                        if one.list == name)
            for name in EpisodeOption.List.values
        },
        names=names,
        numbers={number.code: number.value for number in numbers},
        version=max((number.version for number in numbers), default=1),
    )  # fmt: skip
