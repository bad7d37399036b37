"""What has already left: read from the log, where every sharing is an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.audit.queries import events_about
from casework.audit.verbs import Verb
from casework.territory.listed import names
from casework.territory.models import Institution


@dataclass(frozen=True, slots=True)
class Sent:
    """One time her data went somewhere: when, to which institution (its name), for what."""

    at: datetime
    institution: str
    purpose: str
    recipient: str


def sent(survivor_id: UUID, pairs: Sequence[tuple[str, str]] | None = None) -> list[Sent]:
    """Give where her data went, newest first; only for the given (purpose, recipient) pairs."""
    institutions = names(Institution.objects.all())
    found = []
    for event in events_about(survivor_id).filter(verb=Verb.DATA_SHARED):
        pair = (str(event.detail.get("purpose")), str(event.detail.get("recipient")))
        if pairs is None or pair in pairs:
            code = str(event.detail.get("institution"))
            found.append(Sent(event.at, institutions.get(code, code), *pair))
    return found
