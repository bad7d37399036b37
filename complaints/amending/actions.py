"""Writes on changes: begin one, write on it, ask for approval, put in force, refuse, withdraw.

What is in force is used until the moment another person approves. A clock that was computed by
an earlier row does not move: who filed keeps the day she was told (law OI-01).
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from casework.access.models import Operator
from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import kinds
from .models import Amendment
from .states import MOVES, State


class ChangeRefused(Exception):
    """The move is not allowed; the message says why, in words for the screen."""


@transaction.atomic
def begin(*, row: models.Model, reason: str, by: User, at: datetime) -> Amendment:
    """Keep, as a draft of whoever writes it, how a row would be. The row itself is not touched."""
    kind = kinds.kind_of(type(row))
    change = Amendment(
        kind=kind, row="" if row._state.adding else str(row.pk), content=kinds.content_of(row),
        reason=reason, author=by, created_at=at,
    )  # fmt: skip
    change.save(force_insert=True)
    _log(change, by, at)
    return change


@transaction.atomic
def write(
    *, change: Amendment, row: models.Model, reason: str, by: User, at: datetime
) -> Amendment:
    """Write on a draft of one's own. Raises ChangeRefused."""
    change = _held(change)
    if change.author_id != by.pk:
        raise ChangeRefused(_("Only whoever began a draft writes on it."))
    if change.state != State.DRAFT:
        raise ChangeRefused(_("It was sent: it is not written on any more."))
    change.content, change.reason = kinds.content_of(row), reason
    change.save()
    _log(change, by, at)
    return change


@transaction.atomic
def send(*, change: Amendment, by: User, at: datetime) -> Amendment:
    """Ask a second person to put it in force. Raises ChangeRefused."""
    change = _own(_held(change), by)
    row = kinds.stored(change.kind, change.row)
    before = kinds.content_of(row) if row else None
    if before == change.content:
        raise ChangeRefused(_("It says the same as what is in force: nothing to approve."))
    if change.row and _waiting_for(change).exists():
        raise ChangeRefused(_("Another change to the same row waits already. Look at it first."))
    change.before, change.sent_at = before, at
    return _move(change, State.SENT, by, at)


@transaction.atomic
def approve(*, change: Amendment, by: User, at: datetime) -> models.Model:
    """Put a change in force, as another person than its author; give the row. Raises ChangeRefused.

    Refused also when what is in force is no longer what she was shown beside it.
    """
    change = _second(_held(change), by)
    stored = kinds.stored(change.kind, change.row)
    if (kinds.content_of(stored) if stored else None) != change.before:
        words = _("What is in force has changed since this was sent. It has to be begun again.")
        raise ChangeRefused(words)
    row = kinds.filled(change.kind, change.row, change.content)
    _check(row)
    _decide(change, State.IN_FORCE, by, at)
    row.save(force_insert=row._state.adding)
    log(instance=row, action="wagtail.edit" if change.row else "wagtail.create", user=by)
    return row


@transaction.atomic
def refuse(*, change: Amendment, why: str, by: User, at: datetime) -> Amendment:
    """Say no, and why; what was typed stays with it. Raises ChangeRefused."""
    return _decide(_second(_held(change), by), State.REFUSED, by, at, _said(why))


@transaction.atomic
def withdraw(*, change: Amendment, why: str, by: User, at: datetime) -> Amendment:
    """Take back a change of one's own, and say why; what was typed stays. Raises ChangeRefused."""
    return _decide(_own(_held(change), by), State.WITHDRAWN, by, at, _said(why))


@transaction.atomic
def take_up(*, change: Amendment, by: User, at: datetime) -> Amendment:
    """Begin a new draft with what was typed in one's own that ended. Raises ChangeRefused."""
    if change.state not in {State.REFUSED, State.WITHDRAWN}:
        raise ChangeRefused(_("It has moved on meanwhile. Look at it again."))
    row = kinds.filled(change.kind, change.row, _own(change, by).content)
    return begin(row=row, reason=change.reason, by=by, at=at)


def _held(change: Amendment) -> Amendment:
    return Amendment.objects.select_for_update().get(pk=change.pk)


def _own(change: Amendment, by: User) -> Amendment:
    if change.author_id != by.pk:
        raise ChangeRefused(_("Only whoever wrote it does that."))
    return change


def _second(change: Amendment, by: User) -> Amendment:
    if change.author_id == by.pk:
        raise ChangeRefused(_("Somebody else has to decide: nobody approves their own change."))
    return change


def _said(why: str) -> str:
    if not why.strip():
        raise ChangeRefused(_("Say why, in a sentence: whoever wrote it will read it."))
    return why.strip()


def _waiting_for(change: Amendment) -> "models.QuerySet[Amendment]":
    found = Amendment.objects.filter(kind=change.kind, row=change.row, state=State.SENT)
    return found.exclude(pk=change.pk)


def _check(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as wrong:
        said = " ".join(wrong.messages)
        raise ChangeRefused(_("It cannot be put in force like this: %s") % said) from wrong


def _decide(change: Amendment, state: State, by: User, at: datetime, answer: str = "") -> Amendment:
    change.decided_by, change.decided_at, change.answer = by, at, answer
    return _move(change, state, by, at)


def _move(change: Amendment, state: State, by: User, at: datetime) -> Amendment:
    if state not in MOVES[change.state]:
        raise ChangeRefused(_("It has moved on meanwhile. Look at it again."))
    before, change.state = change.state, state
    change.save()
    _log(change, by, at, before=before)
    return change


def _log(change: Amendment, by: User, at: datetime, **more: Any) -> None:
    detail = {"what": change.kind, "row": change.row, "state": change.state, **more}
    operator = Operator.objects.filter(user=by).first()
    actor = Actor(kind="staff", id=operator.pk if operator else None)
    record(
        Verb.TEXT_CHANGED, by=actor, at=at, target=Target("amendment", str(change.pk)),
        detail=detail,
    )  # fmt: skip
