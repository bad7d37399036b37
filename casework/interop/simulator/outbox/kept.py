"""What the stand-in was given, newest first, in the cache all workers share; never a whole number.

Moods say how it behaves with what comes next: the ways a provider fails (safety.md 0.4).
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST, DAY = 50, 24 * 3600
_KEPT, _MOOD = "simulator-outbox", "simulator-outbox-mood"


class Mood(StrEnum):
    """How it answers."""

    WELL = "well"
    BUSY = "busy"
    REFUSES = "refuses"
    FAILS = "fails"


STATUS = {Mood.WELL: 202, Mood.BUSY: 503, Mood.REFUSES: 422, Mood.FAILS: 500}
WORDS: dict[Mood, Promise] = {
    Mood.WELL: _("It takes what comes"),
    Mood.BUSY: _("It is busy: nothing was taken"),
    Mood.REFUSES: _("It refuses"),
    Mood.FAILS: _("It breaks half-way: nobody can tell"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """One message as it would have left: over which way, to whom (masked), its words."""

    way: str
    ending: str
    words: str
    at: str
    answer: int

    @property
    def when(self) -> datetime:
        """The moment it came."""
        return datetime.fromisoformat(self.at)


def keep(taken: Taken) -> None:
    """Put it first in the list."""
    cache.set(_KEPT, [asdict(taken), *cache.get(_KEPT, [])][:MOST], DAY)


def kept() -> list[Taken]:
    """Give the list."""
    return [Taken(**one) for one in cache.get(_KEPT, [])]


def hidden(address: str) -> str:
    """Give the last two digits of a number, or the first letter of an address, and no more."""
    return f"{address[:1]}•••" if "@" in address else f"••• {address[-2:]}"


def mood() -> Mood:
    """Give how it behaves now."""
    return Mood(cache.get(_MOOD, Mood.WELL))


def behave(chosen: Mood) -> None:
    """Behave so from now on."""
    cache.set(_MOOD, chosen.value, DAY)
