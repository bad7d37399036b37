"""Pure rules of a result: how a source's words are read, and what may not be written silently."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.survivors.levels import Level

# A band of instruments that give vital and high together (domain.md 1.1, consequence 3).
TOP_BAND = "VITAL_ALTO"
REASON_LENGTH = 20
WHY_A_SLIP = _("Write what the mistake was, in a sentence.")


@dataclass(frozen=True, slots=True)
class Reading:
    """A source's result on the common scale."""

    level: Level
    vital_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a result is not taken: which field, a code, and what to do."""

    field: str
    code: str
    words: Promise


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule looks at. before: the level of the result just before it in time, or None."""

    band: str
    assessed_at: datetime
    imported: bool
    judgement: bool
    one_top_band: bool
    institution: str
    reason: str
    before: Level | None


def read(band: str) -> Reading:
    """Read a band: one that means vital or high is kept as high, with the doubt written down.

    Raises ValueError for what is no band.
    """
    if band == TOP_BAND:
        return Reading(Level.HIGH, vital_unknown=True)
    return Reading(Level(band))


def problem(facts: Facts, now: datetime) -> Problem | None:
    """Give why a result cannot be taken, or None."""
    if facts.assessed_at > now:
        return Problem("on", "future", _("This moment has not come yet."))
    if facts.band == TOP_BAND and not facts.one_top_band:
        return Problem("band", "band", _("This instrument tells vital from high: choose one."))
    if facts.imported and not facts.institution:
        return Problem("institution", "institution", _("Say which institution applied it."))
    return _needs_reason(facts)


def _needs_reason(facts: Facts) -> Problem | None:
    """A professional says why; whoever lowers a level says why (domain.md 1.1, consequence 4)."""
    if len(facts.reason.strip()) >= REASON_LENGTH:
        return None
    if facts.before is not None and read(facts.band).level.rank < facts.before.rank:
        words = _("It is lower than the result before. Write why, in a sentence.")
        return Problem("reason", "lower", words)
    if facts.judgement:
        return Problem("reason", "judgement", _("Write the reason, in a sentence."))
    return None
