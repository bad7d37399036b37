"""Writes on places: asked for, entered by a head or an administrator, admitted, given back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.levels import Right
from casework.access.models import Operator
from casework.access.principals import Staff
from casework.access.queries import team_of
from casework.territory.validity import chilean_day

from .edition_models import Edition
from .people_models import Enrolment, Way
from .places import fill, has_place
from .refusals import NotHers, NotNow
from .states import State, may_move
from .tracing import trace


def teaches(by: Staff, edition: Edition) -> bool:
    """Say whether she teaches an edition."""
    return edition.teaching.filter(operator_id=by.operator_id).exists()


def decides(by: Staff, edition: Edition, operator_id: UUID) -> Way | None:
    """Give by which right she decides on somebody's place; None: she does not, or it is hers."""
    if operator_id == by.operator_id:
        return None
    if by.may(Right.MANAGE_OPERATORS) or teaches(by, edition):
        return Way.ADMIN
    if by.heads and team_of(by).filter(operator_id=operator_id).exists():
        return Way.HEAD
    return None


@transaction.atomic
def ask(*, edition: Edition, by: Staff, at: datetime) -> Enrolment:
    """Ask for a place for oneself; asking twice is asking once. Raises NotNow."""
    kept = _lock(edition)
    if not kept.enrols_on(chilean_day(at)):
        raise NotNow(_("Enrolment is not open."))
    if teaches(by, kept):
        raise NotNow(_("You teach this edition."))
    before = Enrolment.objects.filter(edition=kept, operator_id=by.operator_id).first()
    if before is None:
        made: Enrolment = Enrolment.objects.create(
            edition=kept, operator_id=by.operator_id, state=State.ASKED, way=Way.HERSELF,
            entered_by_id=by.operator_id, since=at,
        )  # fmt: skip
        trace("asked", kept, by=by, at=at, operator=by.operator_id)
        return made
    if may_move(before.state, State.ASKED):
        _move(before, State.ASKED, by=by, at=at)
    return before


@transaction.atomic
def enter(*, edition: Edition, operator: Operator, by: Staff, at: datetime) -> Enrolment:
    """Enter somebody else; on the waiting list when it is full. Raises NotHers, NotNow."""
    kept = _lock(edition)
    way = decides(by, kept, operator.pk)
    if way is None:
        raise NotHers(_("You enter people of your team, and never yourself."))
    if kept.cancelled_at or kept.is_over(chilean_day(at)):
        raise NotNow(_("This edition takes nobody any more."))
    if kept.teaching.filter(operator=operator).exists():
        raise NotNow(_("She teaches this edition."))
    before = Enrolment.objects.filter(edition=kept, operator=operator).first()
    if before is not None:
        return _enter_again(before, by=by, at=at)
    state = State.ENROLLED if has_place(kept) else State.WAITING
    made: Enrolment = Enrolment.objects.create(
        edition=kept, operator=operator, state=state, way=way, entered_by_id=by.operator_id,
        since=at,
    )  # fmt: skip
    trace(str(state), kept, by=by, at=at, operator=operator.pk)
    return made


def _enter_again(before: Enrolment, *, by: Staff, at: datetime) -> Enrolment:
    if before.state in (State.ASKED, State.WAITING):
        return admit(enrolment=before, by=by, at=at)
    if before.state in (State.REFUSED, State.WITHDRAWN):
        raise NotNow(_("She gave her place back or was not admitted: she may ask again."))
    return before


@transaction.atomic
def admit(*, enrolment: Enrolment, by: Staff, at: datetime) -> Enrolment:
    """Give a place to who asked or waits; when it is full, one on the list.

    Raises NotHers, NotNow.
    """
    edition, kept = _both(enrolment)
    _theirs(by, edition, kept)
    if edition.cancelled_at or edition.is_over(chilean_day(at)):
        raise NotNow(_("This edition takes nobody any more."))
    state = State.ENROLLED if has_place(edition) else State.WAITING
    if kept.state != state:
        _move(kept, state, by=by, at=at)
    return kept


@transaction.atomic
def refuse(*, enrolment: Enrolment, reason: str, by: Staff, at: datetime) -> Enrolment:
    """Say no, with the reason she reads. Raises NotHers, NotNow."""
    edition, kept = _both(enrolment)
    _theirs(by, edition, kept)
    if not reason.strip():
        raise NotNow(_("Write the reason: she reads it."))
    kept.reason = reason.strip()
    _move(kept, State.REFUSED, by=by, at=at)
    return kept


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: Staff, at: datetime) -> None:
    """Give a place back: hers, or by who decides on it. The next who waits takes it.

    Raises NotHers, NotNow.
    """
    edition, kept = _both(enrolment)
    if kept.operator_id != by.operator_id:
        _theirs(by, edition, kept)
    if kept.state == State.WITHDRAWN:
        return
    _move(kept, State.WITHDRAWN, by=by, at=at)
    if not edition.is_over(chilean_day(at)):
        fill(edition, at)


def _lock(edition: Edition) -> Edition:
    found: Edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    return found


def _both(enrolment: Enrolment) -> tuple[Edition, Enrolment]:
    """Lock the edition first, always: two acts on one edition wait for each other."""
    edition = _lock(Edition(pk=enrolment.edition_id))
    return edition, Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)


def _theirs(by: Staff, edition: Edition, enrolment: Enrolment) -> None:
    if decides(by, edition, enrolment.operator_id) is None:
        raise NotHers(_("Nobody decides on her own place, nor on those of others' teams."))


def _move(enrolment: Enrolment, state: State, *, by: Staff, at: datetime) -> None:
    if not may_move(enrolment.state, state):
        raise NotNow(_("Her place is no longer as you saw it. Look at it again."))
    enrolment.state, enrolment.since = state, at
    if state in (State.REFUSED, State.WITHDRAWN):
        enrolment.run = None  # no certificate comes of it
    enrolment.save(update_fields=["state", "since", "reason", "run"])
    trace(str(state), enrolment.edition, by=by, at=at, operator=enrolment.operator_id)
