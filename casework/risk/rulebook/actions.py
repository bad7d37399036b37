"""Writes on the rules: a version is published from a day on; the one before it ends the day before.

Nothing is edited: the database lets only the last day of a version be set. Every act is logged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.waiting.models import WaitingRule
from casework.territory.calendar import Holiday
from casework.territory.validity import chilean_day

from ..models import Instrument, LevelClock
from .rules import day_problem, order_problem

ONE_DAY = timedelta(days=1)


class NotPublished(ValueError):
    """The rule was not published; field and words say why."""

    def __init__(self, field: str, words: str | Promise) -> None:
        super().__init__(str(words))
        self.field, self.words = field, words


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """How long a result of a level holds, by when to reach her, and what to offer."""

    level: str
    review_count: int
    review_unit: str
    contact_count: int
    contact_unit: str
    offers: Sequence[str]
    proposal: bool
    source: str


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """What results are reached with."""

    code: str
    name: str
    source: str
    owner: str = ""
    imported: bool = False
    judgement: bool = False
    one_top_band: bool = False


@transaction.atomic
def publish_order(
    *, title: str, source: str, proposal: bool, weights: Mapping[str, Any], valid_from: date,
    by: Staff, at: datetime,
) -> WaitingRule:  # fmt: skip
    """Publish the weights that order every waiting list from a day on. Raises NotPublished."""
    problem = order_problem(weights["risk"])
    if problem:
        raise NotPublished("", problem)
    latest = WaitingRule.objects.order_by("-version").first()
    _check(valid_from, latest, at)
    if latest is not None:
        _close(latest, valid_from)
    made: WaitingRule = WaitingRule.objects.create(
        version=latest.version + 1 if latest else 1, title=title, source=source, proposal=proposal,
        weights=dict(weights), valid_from=valid_from, created_at=at,
    )  # fmt: skip
    _log("waiting-rule", made.pk, by, at)
    return made


@transaction.atomic
def publish_clock(*, facts: ClockFacts, valid_from: date, by: Staff, at: datetime) -> LevelClock:
    """Publish the clock of a level from a day on. Raises NotPublished."""
    rows = LevelClock.objects.filter(level=facts.level)
    latest = rows.order_by(F("valid_from").desc(nulls_last=True)).first()
    _check(valid_from, latest, at)
    if latest is not None:
        _close(latest, valid_from)
    values = asdict(facts) | {"offers": list(facts.offers)}
    made: LevelClock = LevelClock.objects.create(**values, valid_from=valid_from, created_at=at)
    _log("risk-clock", made.pk, by, at)
    return made


@transaction.atomic
def add_instrument(
    *, facts: InstrumentFacts, valid_from: date, by: Staff, at: datetime
) -> Instrument:
    """Add an instrument from a day on. Its code is its own for ever. Raises NotPublished."""
    if Instrument.objects.filter(code=facts.code).exists():
        raise NotPublished("code", _("This code is used. Give the new version another one."))
    _check(valid_from, None, at)
    made: Instrument = Instrument.objects.create(**asdict(facts), valid_from=valid_from)
    _log("instrument", made.pk, by, at)
    return made


@transaction.atomic
def end_instrument(*, instrument: Instrument, last_day: date, by: Staff, at: datetime) -> None:
    """Say until when it is used; results reached with it stay. Raises NotPublished."""
    if last_day < chilean_day(at):
        raise NotPublished("last_day", _("Today is the earliest: what was used stays as it was."))
    if instrument.valid_from is not None and last_day < instrument.valid_from:
        raise NotPublished("last_day", _("It has not begun by then."))
    instrument.valid_to = last_day
    instrument.save(update_fields=["valid_to"])
    _log("instrument-ended", instrument.pk, by, at)


@transaction.atomic
def add_holiday(*, day: date, name: str, source: str, by: Staff, at: datetime) -> Holiday:
    """Write a holiday to come: clocks started from now on do not count it. Raises NotPublished."""
    if day <= chilean_day(at):
        raise NotPublished("day", _("Only days to come: clocks that ended were counted already."))
    if Holiday.objects.filter(date=day).exists():
        raise NotPublished("day", _("This day is a holiday already."))
    made: Holiday = Holiday.objects.create(date=day, name=name, source=source)
    _log("holiday", day, by, at)
    return made


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: Staff, at: datetime) -> None:
    """Take out a holiday to come that the law moved. Raises NotPublished for a day gone by."""
    day = holiday.date
    if day <= chilean_day(at):
        raise NotPublished("", _("This day has come: clocks were counted by it."))
    holiday.delete()
    _log("holiday-removed", day, by, at)


def _check(valid_from: date, latest: WaitingRule | LevelClock | None, at: datetime) -> None:
    before = latest.valid_from if latest else None
    problem = day_problem(valid_from, chilean_day(at), before)
    if problem:
        raise NotPublished("valid_from", problem)


def _close(latest: WaitingRule | LevelClock, valid_from: date) -> None:
    """End the version before, unless it ended earlier by itself."""
    if latest.valid_to is None or latest.valid_to >= valid_from:
        latest.valid_to = valid_from - ONE_DAY
        latest.save(update_fields=["valid_to"])


def _log(what: str, key: UUID | str | date, by: Staff, at: datetime) -> None:
    target = Target("rule", str(key))
    record(Verb.RULE_PUBLISHED, by=by.actor, at=at, target=target, detail={"what": what})
