"""How questions and complaints are said on a screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.cases.legal_sources import citation
from complaints.rights import rules as rights
from complaints.rights.shown import TONES, left_words, names_of

from . import rules
from .choices import Entry
from .models import Ticket, TicketEntry
from .states import FINAL

ICONS = {
    Entry.FILED: "document", Entry.ANSWERED: "check", Entry.ASKED: "message",
    Entry.TOLD: "message", Entry.SAID: "message", Entry.EXTENDED: "clock", Entry.DELAY: "alert",
    Entry.REACHED: "phone", Entry.WITHDRAWN: "stop",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One in the queue. unrouted: more than a day without anybody. opens: she may open it."""

    ticket: Ticket
    time: str
    tone: str
    owner: str
    unrouted: bool
    opens: bool


def lines(tickets: Sequence[Ticket], by: Staff, at: datetime) -> list[Line]:
    """Give the lines of a queue, with one question for all names."""
    people = names_of(one.assigned_to for one in tickets)
    return [
        Line(
            one, *clock(one, at), people.get(one.assigned_to, "") if one.assigned_to else "",
            one.assigned_to is None and at > one.route_by and one.state not in FINAL,
            one.centre_id is None or one.centre_id in by.case_centres,
        )
        for one in tickets
    ]  # fmt: skip


def clock(ticket: Ticket, at: datetime) -> tuple[str, str]:
    """Give the time left and its tone; of one that is over, how it ended."""
    if ticket.state in FINAL:
        return str(ticket.get_state_display()), "neutral"
    return left_words(ticket.ends_at, at), TONES[rights.alert_day(ticket.ends_at, at)]


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the thread: what, when, by whom, and its words."""

    entry: TicketEntry
    label: str
    who: str
    icon: str


def thread(entries: Iterable[TicketEntry]) -> list[Said]:
    """Give a whole thread for staff, with names in one question."""
    rows = list(entries)
    people = names_of(row.actor_id for row in rows if row.actor_kind == "staff")
    return [
        Said(
            row, str(row.get_what_display()),
            people.get(row.actor_id, "") if row.actor_id else "",
            ICONS.get(Entry(row.what), "clock"),
        )
        for row in rows
    ]  # fmt: skip


def objection_words(ticket: Ticket) -> list[str]:
    """Say how to object to its answer, by who signed it (law OI-06); empty when nothing is."""
    if ticket.answered_at is None:
        return []
    found = rules.remedies(
        ticket.kind, ticket.answered_at, by_head_of_service=ticket.by_head_of_service
    )
    if found is None:
        return []
    words = [
        _("If you do not agree, ask us to look at it again until %(day)s.") % {
            "day": formats.date_format(found.until, "DATE_FORMAT")
        }
    ]  # fmt: skip
    if found.hierarchical:
        words.append(_("In the same paper you can ask that the head of the service decides."))
    return [*words, _("The law that says so: %(source)s.") % {"source": citation("OI-06")}]


def delay_words(ticket: Ticket) -> str:
    """Say what a denounced delay set going; "" without one (law OI-07)."""
    if ticket.denounced_at is None:
        return ""
    found = rules.delay(ticket.denounced_at)
    return _(
        "You denounced the delay. From %(day)s you can ask for a paper that says there was no "
        "answer."
    ) % {"day": formats.date_format(timezone.localtime(found.certificate_from), "DATE_FORMAT")}


def owner_of(ticket: Ticket) -> str:
    """Give the name of who took it on; empty for nobody."""
    owner = ticket.assigned_to
    return str(names_of([owner]).get(owner, "")) if owner else ""
