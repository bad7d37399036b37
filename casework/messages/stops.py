"""The switch for everybody: a head for her centre, an administrator for the whole country."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from casework.access.levels import Right
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import Message, MessagePause


class NotYours(Exception):
    """The operator heads no such centre, or is no administrator."""


def of_centre(centre_id: int) -> Q:
    """Give the pauses that count for a centre: its own and the country's."""
    return Q(centre=centre_id) | Q(centre=None)


def is_paused(centre_id: int) -> bool:
    """Say whether nothing is sent from this centre now."""
    return bool(MessagePause.objects.filter(of_centre(centre_id), ended_at=None).exists())


def was_stopped(message: Message) -> bool:
    """Say whether a pause stands, or began after this message was asked for: then it is dead.

    What waited when somebody stopped everything does not come back when the pause ends.
    """
    since = Q(ended_at=None) | Q(created_at__gte=message.created_at)
    return bool(MessagePause.objects.filter(of_centre(message.centre_id), since).exists())


@transaction.atomic
def pause(*, centre_id: int | None, by: Staff, at: datetime) -> MessagePause:
    """Stop all messages of a centre, or of the country (None); what waits dies. Raises NotYours."""
    _check(centre_id, by)
    made, new = MessagePause.objects.get_or_create(
        centre_id=centre_id, ended_at=None,
        defaults={"begun_by": by.operator_id, "created_at": at},
    )  # fmt: skip
    if new:
        _log(Verb.MESSAGES_PAUSED, centre_id, by, at)
    return made


@transaction.atomic
def resume(*, centre_id: int | None, by: Staff, at: datetime) -> int:
    """Let new messages be asked for again; gives how many pauses ended. Raises NotYours."""
    _check(centre_id, by)
    standing = MessagePause.objects.select_for_update().filter(centre=centre_id, ended_at=None)
    for one in standing:
        one.ended_at, one.ended_by = at, by.operator_id
        one.save(update_fields=["ended_at", "ended_by"])
        _log(Verb.MESSAGES_RESUMED, centre_id, by, at)
    return len(standing)


def may_pause(centre_id: int | None, by: Staff) -> bool:
    """Say whether this operator decides for the centre, or for the country."""
    return centre_id in by.heads if centre_id else by.may(Right.EDIT_RULES)


def _check(centre_id: int | None, by: Staff) -> None:
    if not may_pause(centre_id, by):
        raise NotYours


def _log(verb: Verb, centre_id: int | None, by: Staff, at: datetime) -> None:
    target = Target("messages", str(centre_id) if centre_id else "all")
    record(verb, by=by.actor, at=at, target=target)
