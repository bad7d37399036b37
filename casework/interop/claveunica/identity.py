"""Who the provider says she is: the RUN, and names as two lists that promise little.

The key is `RolUnico.numero`; the manual forbids `sub` as the key of a record (TD-01). Names are
those of the civil registry: the social name is asked from the person and kept apart.
"""

from dataclasses import dataclass, field
from datetime import datetime

from casework.identity.run import InvalidRun, Run

from .errors import BadAnswer, NoRun

MOST_NAMES = 10
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the provider vouches for her, kept out of tracebacks and logs.

    purpose and next_name are those that `begin` was called with.
    """

    run: Run = field(repr=False)
    given_names: tuple[str, ...] = field(repr=False)
    surnames: tuple[str, ...] = field(repr=False)
    authenticated_at: datetime
    purpose: str = ""
    next_name: str = ""


def run_of(claims: dict[str, object]) -> Run:
    """Give the RUN of a userinfo document.

    numero may be a number or text, tipo may be absent, DV may be small or a number; but the check
    digit is computed again and must agree. Raises NoRun or BadAnswer.
    """
    role = claims.get("RolUnico")
    if not isinstance(role, dict):
        raise BadAnswer("no RolUnico")
    if str(role.get("tipo", "RUN")).strip().upper() != "RUN":
        raise NoRun("tipo")
    try:
        run = Run(_number(role.get("numero")))
    except (InvalidRun, ValueError):
        raise BadAnswer("numero") from None
    if str(role.get("DV", "")).strip().upper() != run.dv.upper():
        raise BadAnswer("check digit")
    return run


def names_of(claims: dict[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (given names, surnames); lists of any length, plain text or nothing are all met."""
    name = claims.get("name")
    if isinstance(name, dict):
        return _words(name.get("nombres")), _words(name.get("apellidos"))
    return _words(name), ()


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError
    return int(text)


def _words(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    tidy = (" ".join(part.split())[:LONGEST_NAME] for part in parts if isinstance(part, str))
    shown = ("".join(letter for letter in name if letter.isprintable()) for name in tidy)
    return tuple(name for name in shown if name)[:MOST_NAMES]
