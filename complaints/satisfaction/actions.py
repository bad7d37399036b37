"""Asking for opinions and taking them.

An answer leaves no row in the log, by design: the log keeps the order of things to the second, and
she is in it. What staff do (handing her a screen) is written down without her name.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from complaints.rights.codes import digest, new_code

from .choices import Moment, Topic
from .models import OpinionInvitation
from .rules import CODE_MINUTES, Days

Grades = Mapping[str, int]


def invite(*, survivor: Survivor, centre_id: int, days: Iterable[Days], at: datetime) -> None:
    """Open invitations; none that is over already, none while one of its kind is open or to come.

    It writes no event: nothing is known or said of her by it, and what set it going is in the log.
    """
    today = max(chilean_day(at), chilean_day(timezone.now()))
    known = list(OpinionInvitation.objects.filter(survivor=survivor, centre_id=centre_id))
    there = {(one.moment, one.from_day) for one in known}
    alive = {one.moment for one in known if not one.over and one.until_day >= today}
    for one in days:
        if one.until_day < today or one.moment in alive or (one.moment, one.from_day) in there:
            continue
        OpinionInvitation(
            survivor=survivor, centre_id=centre_id, moment=one.moment, from_day=one.from_day,
            until_day=one.until_day, key_id=survivor.key_id, centre_ids=[centre_id],
        ).save(force_insert=True)  # fmt: skip


def end(*, survivor_id: UUID, centre_id: int, moments: frozenset[Moment]) -> None:
    """End what is not to be asked any more."""
    rows = OpinionInvitation.objects.filter(
        survivor_id=survivor_id, centre_id=centre_id, moment__in=moments, over=False
    )
    for one in rows:
        one.over = True
        one.save(update_fields=["over"])


def give(*, invitation_id: UUID, grades: Grades, by: SurvivorPrincipal, at: datetime) -> bool:
    """Take her answer and end the invitation; False when it is not open to her now."""
    return _said("siivbg_opinion_give", invitation_id, *_ordered(grades), at)


def decline(*, invitation_id: UUID, by: SurvivorPrincipal, at: datetime) -> bool:
    """End the invitation: she says no and is not asked again."""
    return _said("siivbg_opinion_give", invitation_id, None, None, None, at)


@transaction.atomic
def hand(*, invitation_id: UUID, by: Staff, at: datetime) -> str:
    """Give a code for one answer on another screen; "" when she may not be asked now.

    The invitation ends here, whatever she then does.
    """
    code = new_code()
    ends = at + timedelta(minutes=CODE_MINUTES)
    if not _said("siivbg_opinion_hand", invitation_id, digest(code), at, ends):
        return ""
    record(Verb.OPINION_HANDED, by=by.actor, at=at, purpose="request")
    return code


def is_good(code: str, at: datetime) -> bool:
    """Say whether a code opens an answer now."""
    return _said("siivbg_opinion_by_code", digest(code), None, None, None, at)


def give_by_code(*, code: str, grades: Grades, at: datetime) -> bool:
    """Take an answer and use the code up; False when it is not good any more."""
    return _said("siivbg_opinion_by_code", digest(code), *_ordered(grades), at)


def _ordered(grades: Grades) -> list[int]:
    return [grades[topic] for topic in (Topic.LIKING, Topic.SOLVING, Topic.CLARITY)]


_CASTS = {
    "siivbg_opinion_give": "%s, %s::smallint, %s::smallint, %s::smallint, %s",
    "siivbg_opinion_by_code": "%s, %s::smallint, %s::smallint, %s::smallint, %s",
    "siivbg_opinion_hand": "%s, %s, %s, %s",
}


def _said(function: str, *values: Any) -> bool:
    """Ask the database, which alone may do it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({_CASTS[function]})", list(values))
        row = cursor.fetchone()
    return bool(row and row[0])
