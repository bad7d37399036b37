"""Pure rules of a case: when a centre may open, what a contact allows, what must be seen."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise

from casework.survivors.choices import EntryRoute
from casework.survivors.models import SafeContact
from casework.survivors.reaching import Against, answer_for

from . import refusals
from .stages import Stage

# Months after the exit (domain.md 2.4, S7).
FOLLOW_UP_MONTHS = (3, 6, 12)
# A slip may be taken back by its writer for this long.
UNDO_TIME = timedelta(minutes=15)
# From here on it is seen by everybody (domain.md 3.4, A06).
MISSED_FLAG = 2
UNREACHABLE_FLAG = 3
# Clocks of two machines may differ by this much.
_TOLERANCE = timedelta(minutes=2)


def first_stage(route: str) -> Stage:
    """Give the stage a case begins in: who came on her own is being received already."""
    return Stage.ORIENTATION if route == EntryRoute.SPONTANEOUS else Stage.CONTACT


def centre_trouble(
    centre_ends: date | None, agreement_ends: date | None, day: date
) -> Promise | None:
    """Say why nothing new may be opened in a centre on a day, or None."""
    if centre_ends is not None and centre_ends < day:
        return refusals.CLOSED_CENTRE
    if agreement_ends is not None and agreement_ends < day:
        return refusals.EXPIRED_AGREEMENT
    return None


def moment_trouble(happened: datetime, *, now: datetime, after: datetime | None) -> Promise | None:
    """Say why something cannot have happened then, or None. after: what came before it."""
    if happened > now + _TOLERANCE:
        return refusals.NOT_YET
    # People write hours and minutes: the seconds of what came before do not count.
    if after is not None and happened < after.replace(second=0, microsecond=0):
        return refusals.BEFORE
    return None


def slip_trouble(written_at: datetime, writer: UUID, *, by: UUID, now: datetime) -> Promise | None:
    """Say why a slip cannot be taken back, or None."""
    if writer != by:
        return refusals.NOT_YOURS
    return refusals.TOO_LATE if now - written_at > UNDO_TIME else None


def months_after(day: date, months: int) -> date:
    """Give the same day some months later; the last of the month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class ContactTrouble:
    """Which rule, its words, and whether a person may still decide to go on."""

    code: Against
    words: str
    may_confirm: bool = True


def contact_trouble(
    contact: SafeContact | None, moment: datetime, channel: str
) -> ContactTrouble | None:
    """Say which rule of the safe contact a try would break, or None.

    moment: when the try is or was made. channel: the one used. A worker may decide to go on
    against any rule but her no; a message that a machine sends may not (`reaching.may_contact`).
    """
    answer = answer_for(contact, channel, moment)
    if answer.code is None:
        return None
    return ContactTrouble(answer.code, answer.reason, answer.code != Against.REFUSED)


def in_a_row(happenings: Iterable[str], *, counted: set[str], ends: set[str]) -> int:
    """Count happenings, newest first, until one that ends the row; others are passed over."""
    count = 0
    for one in happenings:
        if one in ends:
            break
        count += one in counted
    return count
