"""The ticket a form carries: which form it is, whose, about what and as of which version.

Signed, so that the place of a draft is chosen by the page and never by who sends it.
"""

import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.core import signing

SALT = "casework.drafts"
FIELD = "_draft"  # the hidden field that carries it
LIVES = 14 * 24 * 3600


class BadTicket(Exception):
    """It was not given by us, or not to this operator, or too long ago."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """operator: who opened the form. survivor: whose key seals it. opened: when, in seconds."""

    operator: str
    name: str
    about: str
    survivor: str
    version: str
    path: str
    opened: float

    @property
    def about_id(self) -> UUID | None:
        """The record it is about."""
        return UUID(self.about) if self.about else None

    @property
    def survivor_id(self) -> UUID | None:
        """The woman it speaks of."""
        return UUID(self.survivor) if self.survivor else None

    @property
    def opened_at(self) -> datetime:
        """When the page was given."""
        return datetime.fromtimestamp(self.opened, UTC)

    def as_of(self, version: str) -> "Ticket":
        """Give the same ticket for words begun with another version."""
        return replace(self, version=version)

    def anew(self) -> "Ticket":
        """Give the same ticket, of a page opened now."""
        return replace(self, opened=time.time())

    def seal(self) -> str:
        """Give it as text for the form."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def read(text: str, *, operator_id: UUID | None, lives: int = LIVES) -> Ticket:
    """Give the ticket behind a text. operator_id: who must hold it; None takes any holder.

    Raises BadTicket.
    """
    try:
        ticket = Ticket(**signing.loads(text, salt=SALT, max_age=lives))
    except (signing.BadSignature, TypeError):
        raise BadTicket from None
    if operator_id is not None and ticket.operator != str(operator_id):
        raise BadTicket
    return ticket
