"""The State asks once: which fields a form must still ask, and which it must not ask again.

Pure: it looks at what is known, of when, and for how long it holds. An answer such as "she prefers
not to say" is an answer: it is not asked again while it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a field: of which day, for how many months it holds, whether disputed."""

    dated: date
    months: int | None = None
    disputed: bool = False

    def holds_until(self) -> date | None:
        """Give the last day it need not be asked again; None: always."""
        return None if self.months is None else _months_later(self.dated, self.months)

    def holds(self, day: date) -> bool:
        """Say whether it need not be asked on the day."""
        until = self.holds_until()
        return not self.disputed and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class Needed:
    """ask: fields to ask now. kept: fields that are known and are not asked again."""

    ask: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def spared(self) -> int:
        """How many questions she was spared."""
        return len(self.kept)


def still_needed(known: Mapping[str, Known], fields: Iterable[str], day: date) -> Needed:
    """Part the fields of a form into those to ask and those already told.

    known: by field code. fields: codes the form would ask, in order. day: of the interview.
    """
    codes = tuple(fields)
    kept = tuple(code for code in codes if code in known and known[code].holds(day))
    return Needed(tuple(code for code in codes if code not in kept), kept)


def _months_later(day: date, months: int) -> date:
    """Give the same day some months later, or that month's last one."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
