"""How requests are said on a screen: the clock in plain words, who answers, what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.models import Operator
from casework.access.principals import Staff
from casework.cases.legal_sources import citation
from casework.identity import vault
from casework.survivors.queries import display_name
from casework.territory.validity import chilean_day

from . import rules
from .choices import What
from .models import RequestEvent, RightsRequest
from .states import FINAL, OWNERS, State

TONES = {None: "neutral", 10: "info", 5: "warning", 1: "danger", 0: "danger"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline in words: how long is left, how it looks, where the law says so."""

    words: str
    tone: str
    source: str
    alert: int | None


def clock_of(request: RightsRequest, at: datetime) -> Clock:
    """Give the clock of a request; of one that is over, just its end."""
    source = citation(rules.clock_of(request.right, request.regime).source)
    if request.state in FINAL:
        return Clock(str(request.get_state_display()), "neutral", source, None)
    alert = rules.alert_day(request.ends_at, at)
    return Clock(left_words(request.ends_at, at), TONES[alert], source, alert)


def left_words(end: datetime, at: datetime) -> str:
    """Say how long is left, in whole days as people count them."""
    days = (chilean_day(end) - chilean_day(at)).days
    if at > end:
        return ngettext("late by %(n)d day", "late by %(n)d days", max(1, -days)) % {
            "n": max(1, -days)
        }
    if days == 0:
        return _("ends today")
    if days == 1:
        return _("ends tomorrow")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


@dataclass(frozen=True, slots=True)
class Line:
    """A request in the queue. name: of the woman, for her own team only."""

    request: RightsRequest
    clock: Clock
    owner: str
    name: str
    unrouted: bool


def lines(requests: Sequence[RightsRequest], by: Staff, at: datetime) -> list[Line]:
    """Give the lines of a queue with one query for names and one for keys."""
    people = names_of(one.assigned_to for one in requests)
    mine = [one for one in requests if by.case_centres & set(one.centre_ids)]
    vault.unlock({one.survivor.key_id for one in mine if one.survivor})
    return [_line(one, by, at, people) for one in requests]


def _line(request: RightsRequest, by: Staff, at: datetime, people: dict[UUID, str]) -> Line:
    hers = bool(by.case_centres & set(request.centre_ids)) and request.survivor is not None
    unrouted = request.assigned_to is None and at > request.route_by
    return Line(
        request, clock_of(request, at), owner_of(request, people),
        display_name(request.survivor) if hers and request.survivor else "",
        unrouted and request.state not in FINAL,
    )  # fmt: skip


def owner_of(request: RightsRequest, people: dict[UUID, str]) -> str:
    """Say who must act: the person who took it on, or nobody yet."""
    if request.assigned_to is not None:
        return people.get(request.assigned_to, _("somebody of another centre"))
    return _("nobody yet")


def acting_side(request: RightsRequest) -> str:
    """Say on whom the request waits, by the table of owners."""
    return OWNERS.get(State(request.state), "")


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Give names of operators in one query."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = Operator.objects.filter(pk__in=wanted).select_related("user")
    return {row.pk: str(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in words: what, when, by whom, why."""

    event: RequestEvent
    words: str
    who: str
    icon: str


ICONS = {
    "filed": "document", "receipt": "check", "answered": "check", "decided": "check",
    "asked": "message", "extended": "clock", "confirmed": "phone", "withdrawn": "stop",
    "claimed": "alert",
}  # fmt: skip


def happenings(events: Sequence[RequestEvent]) -> list[Happening]:
    """Give the request's own history, newest first."""
    people = names_of(one.actor_id for one in events if one.actor_kind == "staff")
    return [
        Happening(one, what_words(one), _who(one, people), ICONS.get(one.what, "info"))
        for one in reversed(events)
    ]


def what_words(event: RequestEvent) -> str:
    """Say what an event tells."""
    return _("Request filed") if event.what == What.FILED else str(event.get_what_display())


def _who(event: RequestEvent, people: dict[UUID, str]) -> str:
    if event.actor_kind == "staff" and event.actor_id is not None:
        return people.get(event.actor_id, _("somebody of another centre"))
    return {
        "survivor": _("the person herself"),
        "system": _("the system"),
    }.get(event.actor_kind, _("a visit with ClaveÚnica"))
