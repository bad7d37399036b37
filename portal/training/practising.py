"""Going to the training copy and coming back: the pass, and what was handed in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from casework.access.levels import Level
from casework.access.models import Assignment
from casework.access.principals import Staff
from casework.access.slips import BadSlip, Outcome, Pass, holder, read_outcome, write_pass

from . import exercises
from .exercises import Exercise
from .people_models import Enrolment
from .practice_models import PracticeResult
from .refusals import NotNow
from .states import State
from .tracing import trace

PRACTISED = (Level.N5, Level.N6)


def level_of(by: Staff, exercise: Exercise) -> Level:
    """Give the level she practises: her own where the exercise is for it, else the first it is."""
    rows = Assignment.objects.filter(operator_id=by.operator_id, ended_at=None)
    held = set(rows.values_list("level", flat=True))
    fitting = [one for one in PRACTISED if one in held and one in exercise.levels]
    return fitting[0] if fitting else Level(exercise.levels[-1])


def own_pass(*, exercise: Exercise, place: Enrolment | None, by: Staff) -> str:
    """Give her pass: for her place in an edition, or to practise by herself. Raises NotNow."""
    _check_offered()
    about = place.pk if place else by.operator_id
    return write_pass(
        Pass(
            holder=holder(about, exercise.code), name=by.name, exercise=exercise.code,
            level=level_of(by, exercise), place=str(place.pk) if place else "",
        )
    )  # fmt: skip


def watching_pass(*, exercise: Exercise, place: Enrolment, by: Staff) -> str:
    """Give who teaches a pass to look at somebody's practice. Raises NotNow."""
    _check_offered()
    return write_pass(
        Pass(
            holder=holder(place.pk, exercise.code, watching=by.operator_id), name=by.name,
            exercise=exercise.code, level=Level.N6, watched=holder(place.pk, exercise.code),
        )
    )  # fmt: skip


def _check_offered() -> None:
    if not exercises.offered():
        raise NotNow(_("This installation has no training copy: talk to the administrator."))


@transaction.atomic
def receive(*, slip: str, places: Mapping[str, Enrolment], by: Staff, at: datetime) -> Outcome:
    """Keep what she brings back from the copy; twice is once. places: hers, by their number.

    Raises BadSlip: forged, too old or somebody else's. NotNow: her result is signed already.
    """
    found = read_outcome(slip)
    if not found.place:
        if found.holder != holder(by.operator_id, found.exercise):
            raise BadSlip
        return found
    place = places.get(found.place)
    when = parse_datetime(found.finished_at)
    if place is None or when is None or found.holder != holder(place.pk, found.exercise):
        raise BadSlip
    if place.state != State.ENROLLED:
        raise NotNow(_("Your result is signed: nothing is added."))
    _made, fresh = PracticeResult.objects.get_or_create(
        enrolment=place, exercise=found.exercise,
        defaults={"steps": list(found.done), "finished_at": when},
    )  # fmt: skip
    if fresh:
        trace("practised", place.edition, by=by, at=at, operator=place.operator_id)
    return found
