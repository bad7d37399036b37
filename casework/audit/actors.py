"""Who did something, as the log knows it: no names, no foreign keys."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """kind: "staff", "survivor", "partner", "system" or "anonymous"; level: "N1".."N6" or empty."""

    kind: str
    id: UUID | None = None
    level: str = ""
    centre_id: int | None = None


SYSTEM = Actor(kind="system")
