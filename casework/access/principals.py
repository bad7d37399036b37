"""Who is asking: staff, a survivor, nobody. Two kinds of people, two kinds of session."""

from dataclasses import dataclass, field
from uuid import UUID

from casework.audit.actors import Actor

from .context import NOBODY, Context
from .levels import Held, Level, Right


@dataclass(frozen=True, slots=True)
class Staff:
    """An operator with the assignments that are open at this moment (design 4.1).

    assignments: only those in date, undertaking signed, certificates valid.
    granted: persons opened to her one by one by a grant in force.
    officer: she is of the group that answers for personal data; it counts with N2 (law DP-72).
    """

    operator_id: UUID
    user_id: int
    name: str
    assignments: tuple[Held, ...] = ()
    granted: frozenset[UUID] = field(default_factory=frozenset)
    officer: bool = False

    @property
    def case_centres(self) -> frozenset[int]:
        """Centres whose case panel she may open (N5 and N6)."""
        return frozenset(
            held.centre_id
            for held in self.assignments
            if held.centre_id is not None and Right.OPEN_CASES in held.level.rights
        )

    @property
    def heads(self) -> frozenset[int]:
        """Centres whose head she is (N5)."""
        return frozenset(
            held.centre_id
            for held in self.assignments
            if held.centre_id is not None and held.level == Level.N5
        )

    def may(self, right: Right) -> bool:
        """Say whether any open assignment carries the right."""
        if right is Right.ANSWER_REQUESTS:
            return self.officer and any(held.level == Level.N2 for held in self.assignments)
        return any(right in held.level.rights for held in self.assignments)

    @property
    def context(self) -> Context:
        """What the database is told."""
        return Context(
            "staff",
            self.operator_id,
            self.case_centres,
            self.granted,
            reads_log=self.may(Right.READ_LOG),
            answers=self.may(Right.ANSWER_REQUESTS),
        )

    @property
    def actor(self) -> Actor:
        """What the log is told."""
        level = min((held.level.value for held in self.assignments), default="")
        centre = next(iter(sorted(self.case_centres)), None)
        return Actor(kind="staff", id=self.operator_id, level=level, centre_id=centre)


@dataclass(frozen=True, slots=True)
class SurvivorPrincipal:
    """A woman whose own space is open (her mode, key and session allow it)."""

    survivor_id: UUID

    @property
    def context(self) -> Context:
        """What the database is told."""
        return Context("survivor", survivor_id=self.survivor_id)

    @property
    def actor(self) -> Actor:
        """What the log is told."""
        return Actor(kind="survivor", id=self.survivor_id)


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody in particular: a visitor, or a survivor whose space is not open."""

    @property
    def context(self) -> Context:
        """What the database is told: nothing."""
        return NOBODY

    @property
    def actor(self) -> Actor:
        """What the log is told."""
        return Actor(kind="anonymous")


ANONYMOUS = Anonymous()
Principal = Staff | SurvivorPrincipal | Anonymous
