"""Is this person certified for that level? Answered by whoever keeps the training records.

Until the portal gives its training catalogue (`provide`), certificates recorded by administrators
answer. Demonstrations and tests have a stand-in that believes everybody; it is visible on the
staff's home page and refuses to serve in production.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings

from .certificates import RecordedCertificates
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


_given: list[Competence] = []


def provide(provider: Competence | None) -> None:
    """Name who answers; None takes the name away. Called once, at start-up."""
    _given[:] = [provider] if provider else []


def provider() -> Competence:
    """Give who answers: the one named, the stand-in where it is allowed, the recorded ones."""
    if _given:
        return _given[0]
    return EverybodyCertified() if settings.COMPETENCE_STAND_IN else RecordedCertificates()


def certified(operator_id: UUID, level: Level, at: datetime) -> bool:
    """Ask whoever answers."""
    return provider().certified(operator_id, level, at)


def is_stand_in() -> bool:
    """Say whether the answers come from the stand-in."""
    return provider().stand_in


def recorded_here() -> bool:
    """Say whether the certificates recorded by administrators are the ones that count."""
    return isinstance(provider(), RecordedCertificates)
