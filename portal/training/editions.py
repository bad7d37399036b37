"""Writes on editions: announced, changed, cancelled; their teachers and days of class."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.models import Operator
from casework.access.principals import Staff
from casework.territory.models import Region
from casework.territory.validity import chilean_day

from .edition_models import Edition, EditionDay, EditionTeacher
from .kinds import MODES
from .models import CourseVersion
from .places import fill, places
from .refusals import NotNow
from .states import LEFT
from .tracing import trace


@dataclass(frozen=True, slots=True)
class Facts:
    """When, where and for how many an edition is given."""

    mode: str
    capacity: int
    opens_on: date
    closes_on: date
    starts_on: date
    ends_on: date
    region: Region | None = None
    place: str = ""
    resolution: str = ""

    def values(self) -> dict[str, object]:
        """Give them by name of field."""
        return {**asdict(self), "region": self.region}


def problem(facts: Facts) -> str:
    """Say what is wrong with an edition; empty: nothing."""
    if facts.ends_on < facts.starts_on:
        return _("The last day is before the first.")
    if facts.closes_on < facts.opens_on:
        return _("Enrolment ends before it begins.")
    if facts.closes_on > facts.ends_on:
        return _("Enrolment ends after the edition does.")
    if facts.capacity < 1:
        return _("An edition has one place at least.")
    if facts.mode != MODES.ONLINE and not facts.place.strip():
        return _("Say where it is given.")
    return ""


@transaction.atomic
def announce(
    *, version: CourseVersion, facts: Facts, teachers: Iterable[Operator], by: Staff, at: datetime
) -> Edition:
    """Make an edition of a version of a course. Raises NotNow."""
    if said := problem(facts):
        raise NotNow(said)
    named = list(teachers)
    if not named:
        raise NotNow(_("An edition needs somebody who teaches it."))
    made: Edition = Edition.objects.create(
        version=version, created_by_id=by.operator_id, **facts.values()
    )
    _teach(made, named)
    trace("announced", made, by=by, at=at)
    return made


@transaction.atomic
def change(
    *, edition: Edition, facts: Facts, teachers: Iterable[Operator] = (), by: Staff, at: datetime
) -> Edition:
    """Change when, where and for how many; its course stays as it is pinned. Raises NotNow.

    teachers: who teaches it besides those who do; nobody who did is taken out, for she may have
    signed. Whoever waits takes the places that are added.
    """
    kept = _open(edition)
    if said := problem(facts):
        raise NotNow(said)
    taken = places([kept.pk])[kept.pk].taken
    if facts.capacity < taken:
        raise NotNow(_("%(count)s people are enrolled already.") % {"count": taken})
    for name, value in facts.values().items():
        setattr(kept, name, value)
    kept.save()
    _teach(kept, teachers)
    trace("changed", kept, by=by, at=at)
    fill(kept, at)
    return kept


@transaction.atomic
def cancel(*, edition: Edition, by: Staff, at: datetime) -> None:
    """Cancel an edition that is not over. Raises NotNow. Twice changes nothing."""
    kept = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if kept.cancelled_at:
        return
    if kept.is_over(chilean_day(at)):
        raise NotNow(_("This edition is over."))
    kept.cancelled_at = at
    kept.save(update_fields=["cancelled_at"])
    trace("cancelled", kept, by=by, at=at)


@transaction.atomic
def add_day(*, edition: Edition, day: date, subject: str, by: Staff, at: datetime) -> EditionDay:
    """Add a day of class, within the edition's own. Raises NotNow."""
    kept = _open(edition)
    if not kept.starts_on <= day <= kept.ends_on:
        raise NotNow(_("The day is not within the edition's."))
    made, new = EditionDay.objects.get_or_create(
        edition=kept, day=day, defaults={"subject": subject}
    )
    if new:
        trace("day-added", kept, by=by, at=at)
    return made


def _teach(edition: Edition, teachers: Iterable[Operator]) -> None:
    """Let people teach an edition. Raises NotNow for who has a place in it."""
    for one in teachers:
        if edition.enrolments.filter(operator=one).exclude(state__in=LEFT).exists():
            raise NotNow(_("%(name)s has a place in this edition.") % {"name": one})
        EditionTeacher.objects.get_or_create(edition=edition, operator=one)


def _open(edition: Edition) -> Edition:
    kept: Edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if kept.cancelled_at:
        raise NotNow(_("This edition was cancelled."))
    return kept
