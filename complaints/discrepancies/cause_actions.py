"""Writes on the causes the data unit counts by: added from a day on, ended, never renamed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.territory.validity import chilean_day

from .models import DiscrepancyCause


class NotPublished(ValueError):
    """The cause stays as it was; field and words say why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause to be added."""

    code: str
    name: str
    order: int
    valid_from: date


@transaction.atomic
def add_cause(*, cause: Cause, by: Staff, at: datetime) -> DiscrepancyCause:
    """Add a cause from a day on; its code is its own for ever. Raises NotPublished."""
    if DiscrepancyCause.objects.filter(code=cause.code).exists():
        raise NotPublished("code", _("This code is used. Give the new one another."))
    if cause.valid_from <= chilean_day(at):
        raise NotPublished("valid_from", _("It begins tomorrow at the earliest."))
    made: DiscrepancyCause = DiscrepancyCause.objects.create(
        code=cause.code, name=cause.name, order=cause.order, valid_from=cause.valid_from
    )
    _log("discrepancy-cause", made.pk, by, at)
    return made


@transaction.atomic
def end_cause(*, cause: DiscrepancyCause, last_day: date, by: Staff, at: datetime) -> None:
    """Say until when it is offered; what was decided with it keeps it. Raises NotPublished."""
    if last_day < chilean_day(at):
        raise NotPublished("last_day", _("Today is the earliest: what was used stays as it was."))
    if cause.valid_from is not None and last_day < cause.valid_from:
        raise NotPublished("last_day", _("It has not begun by then."))
    others = DiscrepancyCause.objects.filter(valid_to=None).exclude(pk=cause.pk)
    if not others.exists():
        raise NotPublished("last_day", _("One cause has to be left: add another first."))
    cause.valid_to = last_day
    cause.save(update_fields=["valid_to"])
    _log("discrepancy-cause-ended", cause.pk, by, at)


def _log(what: str, code: str, by: Staff, at: datetime) -> None:
    record(
        Verb.RULE_PUBLISHED, by=by.actor, at=at, target=Target("rule", code), detail={"what": what}
    )
