"""What has to be settled before two records are joined. Rooms above register theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Obstacle:
    """code: for the log. words: what to do first. stands: between these two records."""

    code: str
    words: str | Promise
    stands: Callable[[UUID, UUID], bool]


_obstacles: dict[str, Obstacle] = {}


def add_obstacle(obstacle: Obstacle) -> None:
    """Add an obstacle."""
    _obstacles[obstacle.code] = obstacle


def between(one: UUID, other: UUID) -> Obstacle | None:
    """Give the first obstacle that stands between two records, or None."""
    return next((found for found in _obstacles.values() if found.stands(one, other)), None)
