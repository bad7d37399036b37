"""Words sent after their session had ended: kept as a draft, to be found on coming in again.

The signed ticket says whose they are. Nothing can be read this way, and nothing but her own draft
is written: what she finds there she still has to save herself.
"""

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from casework.access.context import acting
from casework.access.levels import Right
from casework.access.models import Operator
from casework.access.operators import staff_for
from casework.access.principals import Staff
from casework.access.throttle import Limit, over_limit
from casework.identity import vault

from . import actions, merging
from .tickets import FIELD, BadTicket, Ticket, read

A_DAY = 24 * 3600  # a page left open overnight
LIMIT = Limit("drafts-returning", "60/5m")


def keep_unsent(request: HttpRequest) -> str:
    """Keep a form that met no session; give its page, or "" when it is not one of ours."""
    sealed = request.POST.get(FIELD, "")
    if not sealed or over_limit(request, LIMIT):
        return ""
    try:
        ticket = read(sealed, operator_id=None, lives=A_DAY)
    except BadTicket:
        return ""
    by = _holder(ticket)
    return ticket.path if by and _kept(request, ticket, by) else ""


def _holder(ticket: Ticket) -> Staff | None:
    operator = (
        Operator.objects.select_related("user").filter(pk=ticket.operator, active=True).first()
    )
    if operator is None:
        return None
    by = staff_for(operator.user, timezone.now())
    return by if by.may(Right.OPEN_CASES) else None


def _kept(request: HttpRequest, ticket: Ticket, by: Staff) -> bool:
    fields, at = merging.words_of(request.POST), timezone.now()
    heading = str(request.POST.get(merging.HEADING, ""))
    try:
        with transaction.atomic(), acting(by.context):
            actions.keep(ticket=ticket, fields=fields, heading=heading, by=by, at=at)
    except (actions.TooLarge, vault.KeyDestroyed, vault.KeyUnavailable, DatabaseError):
        return False
    return True
