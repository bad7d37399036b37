"""One go at an exercise: a trainee, and a centre that is hers alone.

The row-level security that keeps centres apart keeps trainees apart. Starting again is another
centre with another woman; what was done before stays where it was and is seen no more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction

from casework.access import actions as access
from casework.access.actions import Scope
from casework.access.levels import Held, Level
from casework.access.models import Assignment, Operator
from casework.access.principals import Staff
from casework.access.slips import Pass
from casework.audit.actors import SYSTEM, Actor
from casework.territory.models import Centre, CentreKind
from casework.territory.validity import chilean_day

from . import invented
from .exercises import Exercise, all_of_them

KIND, COMUNA = "CLM", "05101"
SINCE = timedelta(days=365)  # a centre is older than the cases that have begun there


class NotBegun(LookupError):
    """There is nothing to look at: she has not begun, or the exercise is not known here."""


@dataclass(frozen=True, slots=True)
class Run:
    """A go at an exercise."""

    exercise: Exercise
    operator: Operator
    centre: Centre
    since: datetime

    @property
    def told(self) -> tuple[str, ...]:
        """The story as it is hers."""
        return self.exercise.told(**invented.facts(self.centre.pk))


def exercise_of(given: Pass) -> Exercise:
    """Give the exercise a pass is for. Raises NotBegun: unknown here, or not for her level."""
    found = all_of_them().get(given.exercise)
    if found is None or given.level not in found.levels:
        raise NotBegun
    return found


@transaction.atomic
def enter(given: Pass, *, at: datetime) -> Operator:
    """Give the operator a pass stands for, with her centre; made when she comes the first time.

    Raises NotBegun.
    """
    exercise = exercise_of(given)
    if given.watched:
        return _watcher(given, at)
    operator = _operator(given, at)
    if held(operator) is None:
        begin(operator, exercise, level=Level(given.level), at=at)
    return operator


@transaction.atomic
def begin(operator: Operator, exercise: Exercise, *, level: Level, at: datetime) -> Assignment:
    """Begin afresh, in a new centre of her own."""
    for one in operator.assignments.filter(ended_at=None):
        access.end_assignment(one, by=SYSTEM, at=at)
    centre = _centre(at)
    made = _assign(operator, centre, level, at)
    if exercise.begun:
        place = Held(level, centre_id=centre.pk)
        staff = Staff(operator.pk, operator.user_id, str(operator), (place,))
        invented.begin_case(centre_id=centre.pk, by=staff, at=at)
    return made


def held(operator: Operator) -> Assignment | None:
    """Give where she practises now."""
    rows = operator.assignments.filter(ended_at=None).select_related("centre")
    return rows.order_by("-created_at").first()


def run_of(operator: Operator, code: str) -> Run | None:
    """Give her go at an exercise, or a teacher's view of somebody's."""
    place, exercise = held(operator), all_of_them().get(code)
    if place is None or exercise is None or place.centre is None:
        return None
    return Run(exercise, operator, place.centre, place.created_at)


def _operator(given: Pass, at: datetime) -> Operator:
    user, fresh = get_user_model().objects.get_or_create(
        username=given.holder, defaults={"first_name": given.name[:150]}
    )
    if not fresh:
        return Operator.objects.select_related("user").get(user=user)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    operator = Operator.objects.create(user=user)
    access.sign_undertaking(operator, by=Actor(kind="staff", id=operator.pk), at=at)
    return operator


def _watcher(given: Pass, at: datetime) -> Operator:
    """Put a teacher in the centre of the trainee she looks at, and nowhere else."""
    watched = Operator.objects.filter(user__username=given.watched).first()
    place = held(watched) if watched else None
    if place is None or place.centre is None:
        raise NotBegun
    operator = _operator(given, at)
    before = held(operator)
    if before is None or before.centre_id != place.centre_id:
        if before is not None:
            access.end_assignment(before, by=SYSTEM, at=at)
        _assign(operator, place.centre, Level.N6, at)
    return operator


def _centre(at: datetime) -> Centre:
    centre = Centre.objects.create(
        code=f"P-{uuid4().hex[:16]}", kind=CentreKind.objects.get(pk=KIND), comuna_id=COMUNA,
        valid_from=chilean_day(at - SINCE),
    )  # fmt: skip
    centre.name = f"Centro de práctica {centre.pk}"
    centre.save(update_fields=["name"])
    return centre


def _assign(operator: Operator, centre: Centre, level: Level, at: datetime) -> Assignment:
    return access.assign(
        operator, level=level, scope=Scope(centre=centre), starts_on=chilean_day(at), ends_on=None,
        agreement=None, by=SYSTEM, at=at,
    )  # fmt: skip
