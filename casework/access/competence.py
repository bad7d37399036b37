"""Is this person certified for that level? Answered by whoever keeps the training records.

Until the portal gives its training catalogue (`provide`), certificates recorded by administrators
answer. Demonstrations and tests have a stand-in that believes everybody; it is visible on the
staff's home page and refuses to serve in production.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings

from .certificates import RecordedCertificates
from .levels import Level


class Competence(Protocol):
    """The port. `stand_in` is True when nobody really looked at a certificate."""

    stand_in: bool

    def levels(self, operator_id: UUID, at: datetime) -> frozenset[Level]:
        """Give the levels whose certificates are all valid at that moment."""
        ...


class EverybodyCertified:
    """The stand-in of demonstrations and tests."""

    stand_in = True

    def levels(self, operator_id: UUID, at: datetime) -> frozenset[Level]:
        """All."""
        return frozenset(Level)


_given: list[Competence] = []


def provide(provider: Competence | None) -> None:
    """Name who answers; None takes the name away. Called once, at start-up."""
    _given[:] = [provider] if provider else []


def provider() -> Competence:
    """Give who answers: the one named, the stand-in where it is allowed, the recorded ones."""
    if _given:
        return _given[0]
    return EverybodyCertified() if settings.COMPETENCE_STAND_IN else RecordedCertificates()


def levels(
    operator_id: UUID, at: datetime, *, recorded: Iterable[str] | None = None
) -> frozenset[Level]:
    """Give the levels she is certified for, by whoever answers.

    recorded: what the records say, where somebody asked already (the door does, with what else it
    asks at every click); it saves the question when the records are what counts.
    """
    answers = provider()
    if recorded is not None and isinstance(answers, RecordedCertificates):
        return frozenset(Level(one) for one in recorded)
    return answers.levels(operator_id, at)


def certified(operator_id: UUID, level: Level, at: datetime) -> bool:
    """Say whether she is certified for one level."""
    return level in levels(operator_id, at)


def is_stand_in() -> bool:
    """Say whether the answers come from the stand-in."""
    return provider().stand_in


def recorded_here() -> bool:
    """Say whether the certificates recorded by administrators are the ones that count."""
    return isinstance(provider(), RecordedCertificates)
