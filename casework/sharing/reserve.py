"""Confidentiality that nobody can waive, not even she: rooms above say of whom (law DP-45)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from casework.survivors.models import Survivor

from .models import SharingPurpose

Reserve = Callable[[Survivor, date], bool]
_reserves: list[Reserve] = []


class Item(Protocol):
    """A question about one purpose."""

    @property
    def purpose(self) -> SharingPurpose: ...


Question = TypeVar("Question", bound=Item)


def add_reserve(reserve: Reserve) -> None:
    """Add a rule: takes her and a day, says whether who she is cannot be authorised to leave."""
    if reserve not in _reserves:
        _reserves.append(reserve)


def is_reserved(survivor: Survivor, on: date) -> bool:
    """Say whether her identity and contact cannot be shared by her own word."""
    return any(reserve(survivor, on) for reserve in _reserves)


def offered(items: Iterable[Question], survivor: Survivor, on: date) -> list[Question]:
    """Give the questions she may be asked: all, or only those where nothing says who she is."""
    asked = list(items)
    identifying = [item for item in asked if item.purpose.identifies]
    if not identifying or not is_reserved(survivor, on):
        return asked
    return [item for item in asked if not item.purpose.identifies]
