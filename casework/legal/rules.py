"""Pure rules about measures and hearings: periods, what stands, when to warn (law VG-16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .choices import MeasureState, Nature

WARN_DAYS = (60, 30, 10)  # VG-16: expiry alert
URGENT_DAYS = 10
MIN_MONTHS = 6
MAX_YEARS = 2


class Standing(StrEnum):
    """Where a measure stands on a day."""

    IN_FORCE = "in_force"
    ENDING = "ending"
    URGENT = "urgent"
    EXPIRED = "expired"
    CLOSED = "closed"


TONES = {
    Standing.IN_FORCE: "success", Standing.ENDING: "warning", Standing.URGENT: "danger",
    Standing.EXPIRED: "danger", Standing.CLOSED: "neutral",
}  # fmt: skip
ICONS = {
    Standing.IN_FORCE: "shield", Standing.ENDING: "clock", Standing.URGENT: "clock",
    Standing.EXPIRED: "stop", Standing.CLOSED: "check",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field, in words that say what to do."""

    field: str
    words: Promise


def standing(state: str, ends_on: date | None, today: date) -> Standing:
    """Say where a measure stands. Without an end it lasts until the court lifts it."""
    if state != MeasureState.IN_FORCE:
        return Standing.CLOSED
    if ends_on is None:
        return Standing.IN_FORCE
    left = (ends_on - today).days
    if left < 0:
        return Standing.EXPIRED
    if left <= URGENT_DAYS:
        return Standing.URGENT
    return Standing.ENDING if left <= max(WARN_DAYS) else Standing.IN_FORCE


def left_in_words(ends_on: date | None, today: date) -> str:
    """Say how long is left, for the screen."""
    if ends_on is None:
        return str(_("until the court lifts it"))
    left = (ends_on - today).days
    if left == 0:
        return str(_("ends today"))
    if left > 0:
        return ngettext("ends in %(n)d day", "ends in %(n)d days", left) % {"n": left}
    past = ngettext("expired %(n)d day ago", "expired %(n)d days ago", -left) % {"n": -left}
    return f"{past}, {_('not renewed')}"


def warnings(ends_on: date, today: date) -> Iterator[tuple[int, date]]:
    """Give the warnings still to come as (days before the end, day of the warning).

    Of those whose day has passed, only the nearest to the end counts, today.
    """
    passed = [days for days in WARN_DAYS if ends_on - timedelta(days=days) < today]
    for days in WARN_DAYS:
        if days not in passed:
            yield days, ends_on - timedelta(days=days)
    if passed and ends_on >= today:
        yield min(passed), today


def years_after(day: date, years: int) -> date:
    """Give the same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def period_problem(
    starts_on: date, ends_on: date | None, *, nature: str, open_ended: bool, sure: bool
) -> Problem | None:
    """Say what is wrong with a period, if anything.

    open_ended: the kind may have no end. sure: she who writes has read a shorter period in the
    court's order (VG-16: 6 months to 2 years each time, renewable).
    """
    if ends_on is None:
        return None if open_ended else Problem("ends_on", _("Write until when it is in force."))
    if ends_on < starts_on:
        return Problem("ends_on", _("It ends before it begins. Check both dates."))
    if ends_on > years_after(starts_on, MAX_YEARS):
        return Problem(
            "ends_on",
            _("A measure lasts two years at most and is then renewed. Check the date."),
        )
    short = ends_on < months_after(starts_on, MIN_MONTHS)
    if short and nature == Nature.PROTECTIVE and not sure:
        return Problem(
            "ends_on",
            _("Protective measures last six months at least. If the order says less, tick below."),
        )
    return None


def next_check(last: date | None, starts_on: date, every: int | None) -> date | None:
    """Give the day the next supervision is due, or None when nobody set a rhythm."""
    return (last or starts_on) + timedelta(days=every) if every else None


def hearing_problem(at: datetime, result: str, now: datetime) -> Problem | None:
    """Say what is wrong with a hearing's time and result, if anything."""
    if at > now and result:
        return Problem("result", _("It has not been held yet: leave the result empty."))
    if at <= now and not result:
        return Problem("result", _("This hearing has passed: say what came of it."))
    return None
