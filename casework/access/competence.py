"""Is this person certified for that level? Answered by whoever keeps the training records.

The portal gives the real provider. Until a training catalogue exists there is a stand-in that
believes everybody; it is visible on the staff's home page and refuses to serve in production.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings

from .levels import Level


class Competence(Protocol):
    """The port. `stand_in` is True when nobody really looked at a certificate."""

    stand_in: bool

    def certified(self, operator_id: UUID, level: Level, at: datetime) -> bool:
        """Say whether the certificates required for the level are valid at that moment."""
        ...


class EverybodyCertified:
    """The stand-in of demonstrations and tests."""

    stand_in = True

    def certified(self, operator_id: UUID, level: Level, at: datetime) -> bool:
        """Yes."""
        return True


class NoProvider(LookupError):
    """Nobody was named to answer; then nothing opens."""


_given: list[Competence] = []


def provide(provider: Competence | None) -> None:
    """Name who answers; None takes the name away. Called once, at start-up."""
    _given[:] = [provider] if provider else []


def provider() -> Competence:
    """Give who answers. Raises NoProvider when nobody does and no stand-in is allowed."""
    if _given:
        return _given[0]
    if settings.COMPETENCE_STAND_IN:
        return EverybodyCertified()
    raise NoProvider


def certified(operator_id: UUID, level: Level, at: datetime) -> bool:
    """Ask the provider; without one, nobody is certified (closed by default)."""
    try:
        return provider().certified(operator_id, level, at)
    except NoProvider:
        return False


def is_stand_in() -> bool:
    """Say whether the answers come from the stand-in."""
    try:
        return provider().stand_in
    except NoProvider:
        return False
