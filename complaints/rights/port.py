"""What other rooms do about requests: carry them out, and hear of every change of state.

port.add_fulfiller(Asked.ACCESS, Fulfiller(preview=..., fulfil=...))
port.add_special(Asked.RECTIFICATION, concerns, Fulfiller(...))   # only requests it concerns
port.on_state(fn)                # fn(Change)
port.add_closing_check(fn)       # fn(request) -> why it may not be answered yet, or ""
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from casework.access.principals import Principal, Staff

from .models import RightsRequest


@dataclass(frozen=True, slots=True)
class Preview:
    """What carrying a request out would do, for whoever prepares the answer to read first.

    lines: sentences without anybody's name. obstacles: why it cannot be done yet. address: a page
    where it is prepared, or "".
    """

    lines: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done. lines: sentences for the answer letter, without third persons."""

    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fulfiller:
    """How a right is carried out. fulfil runs inside the transaction of the decision.

    by: who decides. It may raise `CannotFulfil` with words for the screen: nothing is decided then.
    """

    preview: Callable[[RightsRequest, Staff, datetime], Preview]
    fulfil: Callable[[RightsRequest, Staff, datetime], Done]


class CannotFulfil(Exception):
    """It cannot be carried out now; the message says why, in words for the screen."""


@dataclass(frozen=True, slots=True)
class Change:
    """A request went from one state to another. before is "" when it was just filed.

    Whoever files from a visit that is not open learns nothing: then `request.survivor_id` is None
    even where the database knows whose it is, and listeners write only what the database matches.
    """

    request: RightsRequest
    before: str
    after: str
    by: Principal
    at: datetime


Special = tuple[Callable[[RightsRequest], bool], Fulfiller]


@dataclass(slots=True)
class _Registry:
    fulfillers: dict[str, Fulfiller] = field(default_factory=dict)
    specials: dict[str, Special] = field(default_factory=dict)
    listeners: list[Callable[[Change], None]] = field(default_factory=list)
    checks: list[Callable[[RightsRequest], str]] = field(default_factory=list)


_registry = _Registry()


def add_fulfiller(right: str, fulfiller: Fulfiller) -> None:
    """Say how a right is carried out; the last one said counts."""
    _registry.fulfillers[str(right)] = fulfiller


def fulfiller_of(right: str) -> Fulfiller | None:
    """Give how a right is carried out; None: by hand, and whoever decides says so."""
    return _registry.fulfillers.get(str(right))


def add_special(
    right: str, concerns: Callable[[RightsRequest], bool], fulfiller: Fulfiller
) -> None:
    """Say how some requests of a right are carried out: those that `concerns` says yes to."""
    _registry.specials[str(right)] = (concerns, fulfiller)


def fulfiller_for(request: RightsRequest) -> Fulfiller | None:
    """Give how a request is carried out; None: by hand, and whoever decides says so."""
    special = _registry.specials.get(request.right)
    if special is not None and special[0](request):
        return special[1]
    return fulfiller_of(request.right)


def on_state(listener: Callable[[Change], None]) -> None:
    """Hear of every change of state, inside its transaction."""
    if listener not in _registry.listeners:
        _registry.listeners.append(listener)


def tell(change: Change) -> None:
    """Tell all listeners."""
    for listener in _registry.listeners:
        listener(change)


def add_closing_check(check: Callable[[RightsRequest], str]) -> None:
    """Add a reason why a request may not be answered yet (law DP-13: recipients not told)."""
    if check not in _registry.checks:
        _registry.checks.append(check)


def closing_problem(request: RightsRequest) -> str:
    """Give the first reason why a request may not be answered yet, or ""."""
    return next((why for check in _registry.checks if (why := check(request))), "")
