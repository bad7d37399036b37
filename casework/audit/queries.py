"""Reading the log. PostgreSQL decides which rows come back (casework.audit.schema)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from casework.territory.models import Centre

from . import sentences
from .models import AuditEvent
from .verbs import READS, Verb

COOLDOWN = timedelta(hours=1)
AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of her ledger: an act, or the same reading repeated from first to last.

    times: how often it was done; the rows that one act wrote are once.
    """

    first: datetime
    last: datetime
    what: str
    why: str
    herself: bool
    times: int = 1


def events_about(survivor_id: UUID) -> "QuerySet[AuditEvent]":
    """Give the events about a person that the current database context may see, newest first.

    Those about a record that was joined to hers are hers too, until they are parted again.
    """
    subjects = RawSQL("SELECT unnest(siivbg_joined(%s))", [survivor_id])
    return AuditEvent.objects.filter(subject__in=subjects).order_by("-at", "-id")


def ledger_of(survivor_id: UUID, *, limit: int = 500) -> list[LedgerLine]:
    """Give her ledger, newest first: when, which role and centre, what and why (design 7).

    Repeated reading by the same person within an hour is one line, and so is all of one kind that
    was saved at once. No worker is named; a centre whose address is secret is not named either.
    Protective acts have no words (verbs.PROTECTIVE). limit: how many of the newest to look at.
    """
    events = list(events_about(survivor_id)[:limit])
    centres = _names({event.actor_centre for event in events if event.actor_centre is not None})
    lines = (_line(group, centres) for group in _groups(events))
    return [line for line in lines if line is not None]


def _names(ids: set[int]) -> dict[int, str]:
    """Names of the centres that may be named; one whose kind is secret is not."""
    shown = Centre.objects.filter(pk__in=ids, kind__secret=False)
    return dict(shown.values_list("pk", "name"))


def _groups(newest_first: Iterable[AuditEvent]) -> list[list[AuditEvent]]:
    """Gather each reader's repeated readings, by cooldown, and the rows that one act wrote."""
    groups: list[list[AuditEvent]] = []
    open_groups: dict[tuple[str, UUID | None, str, str, str], list[AuditEvent]] = {}
    for event in reversed(list(newest_first)):
        key = (event.actor_kind, event.actor_id, event.verb, event.purpose, event.target_kind)
        group = open_groups.get(key)
        if group and _belongs(event, group):
            group.append(event)
        else:
            open_groups[key] = [event]
            groups.append(open_groups[key])
    return sorted(groups, key=lambda group: group[-1].at, reverse=True)


def _belongs(event: AuditEvent, group: list[AuditEvent]) -> bool:
    if event.verb in READS:
        return event.at - group[0].at < COOLDOWN
    together = event.at - group[-1].at < AT_ONCE  # unattended work may last, and is many acts
    return together and event.request_id is not None and event.request_id == group[-1].request_id


def _line(group: list[AuditEvent], centres: dict[int, str]) -> LedgerLine | None:
    event = group[-1]
    herself = event.actor_kind == "survivor" and event.actor_id == event.subject
    centre = centres.get(event.actor_centre or 0, "")
    by = sentences.who(kind=event.actor_kind, level=event.actor_level, centre=centre)
    verb = _verb(event.verb)
    what = sentences.what(verb, herself=herself, by=by) if verb else None
    if what is None:
        return None
    return LedgerLine(
        first=group[0].at, last=event.at, what=what, why=sentences.why(event.purpose),
        herself=herself, times=len({event.request_id or event.pk for event in group}),
    )  # fmt: skip


def _verb(value: str) -> Verb | None:
    """Give the verb, or None for one that a later version wrote."""
    try:
        return Verb(value)
    except ValueError:
        return None
