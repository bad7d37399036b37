"""What each model field holds, why it is kept and for how long (design 11, law DP-56)."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why a field is processed. Ley 21.675 art. 26 allows exactly three families (VG-02)."""

    CARE = "care"  # one file for the women being assisted
    PRIORITY = "priority"  # order by risk
    STATISTICS = "statistics"  # anonymised figures
    OPERATION = "operation"  # running the product itself: accounts, log, keys
    CONTENT = "content"  # published texts


class Retention(StrEnum):
    """How long a field lives."""

    CASE = "case"  # as long as the file
    SESSION = "session"  # hours
    LOG = "log"  # the audit period
    STAFF = "staff"  # while the assignment lives, then the legal period
    CATALOGUE = "catalogue"  # while in force, then history


@dataclass(frozen=True, slots=True)
class Privacy:
    """Class of every field of a model, by name: a forgotten field fails the guard test.

    subject: about the survivor; third_party: about somebody else; staff: about an operator;
    none: not about a person. Fields of the abstract bases need not be repeated.
    """

    purpose: Purpose
    retention: Retention
    subject: tuple[str, ...] = ()
    third_party: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def classed(self) -> set[str]:
        """Give the names of all classed fields."""
        return {*self.subject, *self.third_party, *self.staff, *self.none}
