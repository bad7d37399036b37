"""When a message may leave: within one window of her hours, once a day at most. Pure."""

from datetime import UTC, datetime, time, timedelta

from casework.survivors.choices import Channel
from casework.survivors.models import SafeContact
from casework.survivors.reaching import Window, window_of
from casework.territory.validity import CHILE

WRITTEN = (Channel.SMS, Channel.WHATSAPP, Channel.EMAIL)
BETWEEN = timedelta(hours=20)  # the same words twice a day call attention to themselves
STUCK = timedelta(minutes=15)  # taken and never heard of again: perhaps it left
END_OF_DAY = time(23, 59, 59)


class NotNow(ValueError):
    """A message cannot be asked for; the text says why."""


def dies_at(contact: SafeContact, at: datetime) -> datetime | None:
    """Give the end of the window in which a message asked for now may leave; None: there is none.

    The first window of hers that is open or opens. Whoever has no hours and no days has a day.
    """
    window = window_of(contact)
    opens = window.opens(at)
    if opens is None:
        return None
    if not window.days and window.starts is None and window.ends is None:
        return opens + timedelta(days=1)
    return end_of(window, opens)


def end_of(window: Window, inside: datetime) -> datetime:
    """Give the last moment of the window that holds a moment; her last hour is included."""
    day = inside.astimezone(CHILE).date()
    ends = window.ends or END_OF_DAY
    # An hour that comes twice is hers both times (`survivors.reaching`).
    return datetime.combine(day, ends.replace(fold=1), tzinfo=CHILE).astimezone(UTC)
