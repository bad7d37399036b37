"""Reading the access log: filters, and lines in which nobody's file can be recognised."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from casework.audit import log_words
from casework.audit.changes import changes_of
from casework.audit.models import AuditEvent
from casework.audit.references import behind, reference

from .models import Operator

_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. first and last are days, both included; the rest narrows when given."""

    first: date
    last: date
    verb: str = ""
    operator: Operator | None = None
    kind: str = ""
    reference: str = ""
    denials: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One event, in words. `about` is a reference, never an identifier or a name."""

    id: UUID
    at: datetime
    who: str
    operator_id: UUID | None
    level: str
    what: str
    denied: bool
    thing: str
    thing_operator: UUID | None
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field changed in something that is not about a person."""

    thing: str
    field: str
    before: str
    after: str


def events(asked: Asked) -> "QuerySet[AuditEvent]":
    """Give the events asked for, newest first; the database gives them to log readers only."""
    found = AuditEvent.objects.filter(at__gte=_start(asked.first))
    found = found.filter(at__lt=_start(asked.last + timedelta(days=1)))
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.denials:
        found = found.filter(verb__in=log_words.DENIALS)
    if asked.operator:
        found = found.filter(actor_kind="staff", actor_id=asked.operator.pk)
    if asked.kind:
        found = found.filter(target_kind=asked.kind)
    if asked.reference:
        found = found.filter(_about(asked.reference, found))
    return found.order_by("-at", "-id")


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _about(asked: str, within: "QuerySet[AuditEvent]") -> Q:
    """A digest cannot be turned back: make those of everything in these days, and compare."""
    subjects = within.exclude(subject=None).order_by().values_list("subject", flat=True)
    targets = within.exclude(target_id="").order_by().values_list("target_id", flat=True)
    return Q(subject__in=behind(asked, subjects.distinct())) | Q(
        target_id__in=behind(asked, targets.distinct())
    )


def lines(found: Sequence[AuditEvent]) -> list[Line]:
    """Give the lines of some events, asking once for all the operators' names."""
    names = names_of(found)
    return [_line(event, names) for event in found]


def names_of(found: Iterable[AuditEvent]) -> dict[str, str]:
    """Give the names of the operators in some events, by their identifier."""
    ids = {str(event.actor_id) for event in found if event.actor_kind == "staff"}
    ids |= {event.target_id for event in found if event.target_kind == "operator"}
    ids |= {str(event.detail.get("operator", "")) for event in found}
    known = [one for one in ids if _IDENTIFIER.fullmatch(one)]
    rows = Operator.objects.filter(pk__in=known).select_related("user")
    return {str(one.pk): str(one) for one in rows}


def _line(event: AuditEvent, names: dict[str, str]) -> Line:
    staff = event.actor_kind == "staff"
    operator = event.target_kind == "operator" and event.target_id in names
    hers = event.subject or (None if operator else _hidden(event.target_id))
    return Line(
        id=event.pk,
        at=event.at,
        who=names.get(str(event.actor_id), "?") if staff else log_words.actor(event.actor_kind),
        operator_id=event.actor_id if staff and str(event.actor_id) in names else None,
        level=event.actor_level,
        what=log_words.act(event.verb),
        denied=event.verb in log_words.DENIALS,
        thing=_thing(event, names, operator),
        thing_operator=UUID(event.target_id) if operator else None,
        about=reference(hers) if hers else "",
        why=log_words.purpose(event.purpose),
    )


def _thing(event: AuditEvent, names: dict[str, str], operator: bool) -> str:
    """Name the target: an operator by name, a page by its own; anything else by its kind."""
    if operator:
        return names[event.target_id]
    words = log_words.kind(event.target_kind)
    return f"{words} {event.target_id}" if event.target_kind == "page" else words


def _hidden(identifier: str) -> str:
    return identifier if _IDENTIFIER.fullmatch(identifier) else ""


def details(event: AuditEvent, names: dict[str, str]) -> list[tuple[str, str]]:
    """Give an event's details; an identifier in them becomes a name (staff) or a reference."""
    return [
        (log_words.detail(key), _said(key, str(value), names))
        for key, value in sorted(event.detail.items())
        if value not in {"", None}
    ]


def _said(key: str, value: str, names: dict[str, str]) -> str:
    if key == "factor":
        return log_words.factor(value)
    return names.get(value) or (reference(value) if _hidden(value) else value)


def same_request(event: AuditEvent) -> list[AuditEvent]:
    """Give the other events of the request that made this one, in their order."""
    if event.request_id is None:
        return []
    near = (event.at - timedelta(days=1), event.at + timedelta(days=1))
    found = AuditEvent.objects.filter(at__range=near, request_id=event.request_id)
    return list(found.exclude(pk=event.pk).order_by("created_at"))


def changes(event: AuditEvent) -> tuple[list[Change], int]:
    """Give the field changes of an event's request in what is not about a person.

    And how many things about persons changed: what, is not for the log's readers.
    """
    if event.request_id is None:
        return [], 0
    shown, hidden = [], 0
    for made in changes_of(event.request_id):
        model = _model(made["model"])
        if model is None:
            hidden += 1
            continue
        shown += [_change(model, name, *values) for name, values in made["fields"].items()]
    return [one for one in shown if one.before or one.after], hidden


def _change(model: Any, name: str, before: str, after: str) -> Change:
    field = model._meta.get_field(name)
    return Change(
        capfirst(str(model._meta.verbose_name)), capfirst(str(field.verbose_name)),
        "" if before == "None" else before, "" if after == "None" else after,
    )  # fmt: skip


def _model(name: str) -> Any:
    """Give a tracked model that is about no person, or None."""
    for label in ("casework", "consent"):
        model = apps.all_models[label].get(name)
        privacy = getattr(model, "privacy", None)
        if privacy is not None and not privacy.subject and not privacy.third_party:
            return model
    return None
