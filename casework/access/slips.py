"""Slips of paper between the site and its training copy: signed with a secret only both know.

The site writes a pass that opens the copy for one person, once, within a minute; the copy writes
what came of it. Nothing else passes between them, and no slip names a RUN or a real woman.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.cache import cache

PASS_SECONDS = 60
RESULT_SECONDS = 12 * 3600
_PASS, _RESULT = "practice.pass", "practice.result"


class BadSlip(ValueError):
    """Forged, too old, used before, or of another kind."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Who may enter the copy. holder: stands for her there and tells nobody else who she is.

    place: her place in an edition, or empty. level: the level she practises. watched: the holder
    whose practice a teacher looks at, or empty.
    """

    holder: str
    name: str
    exercise: str
    level: str
    place: str = ""
    watched: str = ""
    once: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an exercise. done: codes of its steps. finished_at: ISO 8601."""

    holder: str
    exercise: str
    place: str
    done: tuple[str, ...]
    finished_at: str


def offered() -> bool:
    """Say whether there is a copy to practise in."""
    return bool(settings.PRACTICE_ORIGIN and settings.PRACTICE_SECRET)


def holder(about: UUID, exercise: str, *, watching: UUID | None = None) -> str:
    """Give what stands for somebody in the copy, the same each time and only for this use.

    about: her place in an edition, or her operator where she practises by herself. watching: the
    operator of who looks on.
    """
    said = f"{about}:{exercise}:{watching or ''}"
    digest = hmac.new(settings.PRACTICE_SECRET.encode(), said.encode(), hashlib.sha256)
    return f"practica-{digest.hexdigest()[:32]}"


def write_pass(given: Pass) -> str:
    """Give a pass as text, good for a minute."""
    return _write(asdict(given), _PASS)


def read_pass(text: str) -> Pass:
    """Take a pass, once. Raises BadSlip."""
    found = _read(Pass, text, _PASS, PASS_SECONDS)
    if not cache.add(f"practice-pass:{found.once}", 1, 2 * PASS_SECONDS):
        raise BadSlip
    return found


def write_outcome(given: Outcome) -> str:
    """Give an outcome as text. Reading it twice changes nothing, so it lasts for half a day."""
    return _write(asdict(given), _RESULT)


def read_outcome(text: str) -> Outcome:
    """Read an outcome. Raises BadSlip."""
    found = _read(Outcome, text, _RESULT, RESULT_SECONDS)
    return Outcome(**{**asdict(found), "done": tuple(found.done)})


def _write(values: Mapping[str, Any], kind: str) -> str:
    return signing.dumps(dict(values), key=settings.PRACTICE_SECRET, salt=kind)


def _read(shape: type[Any], text: str, kind: str, seconds: int) -> Any:
    if not settings.PRACTICE_SECRET:
        raise BadSlip
    try:
        values = signing.loads(text, key=settings.PRACTICE_SECRET, salt=kind, max_age=seconds)
        return shape(**values)
    except (signing.BadSignature, TypeError, ValueError) as problem:
        raise BadSlip from problem
