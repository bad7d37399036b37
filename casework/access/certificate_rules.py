"""Pure rules of certificates: which days they cover, and when to speak of their end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

WARNED = (60, 30, 7)  # days before the end, each more pressing than the one before


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day a certificate counts, both included; None is open-ended."""

    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        """Say whether it counts on that day."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether certificates cover a day and, if so, the last day without a gap."""

    covered: bool
    last: date | None = None

    def days_left(self, day: date) -> int | None:
        """Give the days after this one that are still covered; None: no end, or not covered."""
        return (self.last - day).days if self.covered and self.last else None

    def warning(self, day: date) -> int | None:
        """Give the closest of the warning marks reached (60, 30 or 7); None: nothing to say."""
        left = self.days_left(day)
        reached = [mark for mark in WARNED if left is not None and left <= mark]
        return min(reached, default=None)


def cover(held: Iterable[Validity], day: date) -> Cover:
    """Give what certificates for one level cover from a day on, one following another."""
    left = list(held)
    covered, last, looked = False, day, day
    while reaching := [one for one in left if one.covers(looked)]:
        if any(one.last is None for one in reaching):
            return Cover(covered=True)
        covered, last = True, max(one.last for one in reaching if one.last is not None)
        looked = last + timedelta(days=1)
    return Cover(covered, last) if covered else Cover(covered=False)


def certificate_problem(*, issued_on: date, valid_to: date | None, day: date) -> str:
    """Say what is wrong with a certificate's dates on the day it is recorded; empty: nothing."""
    if issued_on > day:
        return _("It cannot be issued in the future.")
    if valid_to is not None and valid_to < issued_on:
        return _("The end is before the start.")
    if valid_to is not None and valid_to < day:
        return _("This certificate is over already.")
    return ""
