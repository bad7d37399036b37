"""Writing to the service as the people of the tests would."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS, Staff, SurvivorPrincipal
from complaints.models import Ticket
from complaints.oirs.choices import Kind, Way
from complaints.oirs.filing import Filed, Writing, file
from tests.database import as_system


def from_site(kind: str = Kind.ENQUIRY, at: datetime | None = None, **more: Any) -> Filed:
    """By nobody in particular, on the public site."""
    writing = Writing(kind, more.pop("words", "¿A qué hora abren?"), Way.SITE, **more)
    with acting(NOBODY):
        return file(writing=writing, by=ANONYMOUS, at=at or timezone.now())


def at_counter(
    by: Staff, kind: str = Kind.ENQUIRY, at: datetime | None = None, **more: Any
) -> Ticket:
    """Written down by a worker of a centre."""
    centre = min(by.case_centres)
    words = more.pop("words", "Quiero preguntar algo")
    writing = Writing(kind, words, Way.COUNTER, centre_id=centre, **more)
    with acting(by.context):
        filed = file(writing=writing, by=by, at=at or timezone.now())
    return row(filed)


def from_space(her: Any, kind: str = Kind.ENQUIRY, at: datetime | None = None) -> Ticket:
    """By herself, in her space."""
    me = SurvivorPrincipal(her.pk)
    writing = Writing(kind, "No me llamaron", Way.SPACE, survivor_id=her.pk)
    with acting(me.context):
        filed = file(writing=writing, by=me, at=at or timezone.now())
    return row(filed)


def row(filed: Filed) -> Ticket:
    """The row itself, as nobody but the system sees it."""
    with as_system():
        return Ticket.objects.select_related("centre").get(pk=filed.ticket_id)
