"""Whether she may be reached now, over a channel: the one rule every screen and message obeys.

may_contact(survivor, Channel.CALL, timezone.now())   # Answer(allowed, reason, code)

Days and hours are those of the clock on her wall (America/Santiago), also in the night the clocks
change: an hour that comes twice is hers both times, one that does not come opens nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.territory.validity import CHILE, chilean_day

from . import weekdays
from .choices import Channel
from .models import SafeContact, Survivor

MIDNIGHT = time(0)
MINUTE = timedelta(minutes=1)


class Against(StrEnum):
    """Which rule of hers a contact would break."""

    REFUSED = "refused"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    DAY = "day"
    HOURS = "hours"
    CHANNEL = "channel"


REASONS: dict[Against, Promise] = {
    Against.REFUSED: gettext_lazy("She asked not to be contacted. Wait until she comes."),
    Against.UNKNOWN: gettext_lazy(
        "No safe way to contact her is known. Calling may put her in danger."
    ),
    Against.EXPIRED: gettext_lazy("The safe contact expired. It may have become dangerous."),
    Against.DAY: gettext_lazy("This is not a day she agreed to."),
    Against.HOURS: gettext_lazy("This is outside the hours she agreed to."),
    Against.CHANNEL: gettext_lazy("She agreed to another way of being contacted."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """allowed; reason: why not, or until when, for the screen; code: the rule, None if allowed."""

    allowed: bool
    reason: str
    code: Against | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """days: ISO numbers, none is any day. starts, ends: of the day, both included."""

    days: frozenset[int] = frozenset()
    starts: time | None = None
    ends: time | None = None

    def on(self, day: date) -> bool:
        """Say whether the day is one of hers."""
        return not self.days or day.isoweekday() in self.days

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment is inside, by the clock in Chile."""
        local = moment.astimezone(CHILE)
        hour = local.time()
        late = self.ends is not None and hour > self.ends
        return self.on(local.date()) and hour >= (self.starts or MIDNIGHT) and not late

    def opens(self, moment: datetime) -> datetime | None:
        """Give the first moment from now on that is inside, within eight days, or None."""
        if self.holds(moment):
            return moment
        first = moment.astimezone(CHILE).date()
        found = (
            at for ahead in range(9) for at in self._edges(first + timedelta(days=ahead))
            if at >= moment and self.holds(at)
        )  # fmt: skip
        return min(found, default=None)

    def _edges(self, day: date) -> Iterator[datetime]:
        """Give the moments of a day at which it may begin: its first hour, or a changed clock."""
        if not self.on(day):
            return
        for fold in (0, 1):
            yield _at(day, self.starts or MIDNIGHT, fold)
        begins, ends = _at(day, MIDNIGHT), _at(day + timedelta(days=1), MIDNIGHT, 1)
        yield begins
        if _offset(begins) != _offset(ends):
            yield _clock_change(begins, ends)


def _at(day: date, hour: time, fold: int = 0) -> datetime:
    return datetime.combine(day, hour.replace(fold=fold), tzinfo=CHILE).astimezone(UTC)


def _offset(moment: datetime) -> timedelta | None:
    return moment.astimezone(CHILE).utcoffset()


def _clock_change(before: datetime, after: datetime) -> datetime:
    """Give the minute from which the clocks show the later time, halving the span."""
    shown = _offset(before)
    while after - before > MINUTE:
        half = before + (after - before) / 2
        half = half.replace(second=0, microsecond=0)
        before, after = (half, after) if _offset(half) == shown else (before, half)
    return after


def window_of(contact: SafeContact) -> Window:
    """Give the days and hours a contact agrees to."""
    return Window(frozenset(contact.weekdays), contact.from_hour, contact.to_hour)


def may_contact(survivor: Survivor, channel: str, at: datetime) -> Answer:
    """Say whether she may be reached over a channel at a moment, and why or why not.

    Reads the safe contact in force. Nobody decides otherwise for a message that a machine sends.
    """
    return answer_for(SafeContact.objects.filter(survivor=survivor, ended_at=None).first(),
                      channel, at)  # fmt: skip


def answer_for(contact: SafeContact | None, channel: str, at: datetime) -> Answer:
    """Say the same of a contact that was read already."""
    code = broken_rule(contact, channel, at)
    if code is None:
        assert contact is not None
        return Answer(True, when(contact, at))
    words = str(REASONS[code])
    if contact is not None and code in {Against.DAY, Against.HOURS}:
        words = f"{words} {when(contact, at)}."
    return Answer(False, words, code)


def broken_rule(contact: SafeContact | None, channel: str, at: datetime) -> Against | None:
    """Give the first rule that reaching her over a channel at a moment breaks, or None."""
    if contact is None:
        return Against.UNKNOWN
    if contact.channel == Channel.NOBODY:
        return Against.REFUSED
    if contact.valid_until < chilean_day(at):
        return Against.EXPIRED
    window = window_of(contact)
    if not window.on(chilean_day(at)):
        return Against.DAY
    if not window.holds(at):
        return Against.HOURS
    return Against.CHANNEL if channel != contact.channel else None


def when(contact: SafeContact, at: datetime) -> str:
    """Say in words whether now is a time of hers, and else which is the next one.

    “Now, until 18:00”, “After 18:00”, “Not today. Monday from 10:00”.
    """
    window = window_of(contact)
    if window.holds(at):
        if window.ends is None:
            return _("Now, at any hour") if window.starts is None else _("Now")
        return _("Now, until %(hour)s") % {"hour": _hour(window.ends)}
    opens, today = window.opens(at), chilean_day(at)
    if opens is None:
        return _("Not today")
    local = timezone.localtime(opens, CHILE)
    if local.date() == today:
        return _("After %(hour)s") % {"hour": _hour(local.time())}
    return f"{_past(window, today)} {_next_day(window, local, today)}"


def _past(window: Window, today: date) -> str:
    return _("No longer today.") if window.on(today) else _("Not today.")


def _next_day(window: Window, local: datetime, today: date) -> str:
    tomorrow = local.date() == today + timedelta(days=1)
    day = _("Tomorrow") if tomorrow else str(weekdays.NAMES[local.isoweekday()]).capitalize()
    if window.starts is None:
        return day
    return _("%(day)s from %(hour)s") % {"day": day, "hour": _hour(local.time())}


def _hour(hour: time) -> str:
    return f"{hour:%H:%M}"
