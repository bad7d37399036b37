"""Names of what is known of her, whether an identification field or one of the catalogue."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from . import catalogue, identification


def field_name(code: str, day: date) -> str:
    """Give the name of a field as it is called on a day; the code itself when it is unknown."""
    if code in identification.FIELDS:
        return str(identification.FIELDS[code].label)
    asked = catalogue.in_force(day).get(code)
    return asked.name if asked else code


def answers(code: str, value: Mapping[str, Any], day: date) -> list[tuple[str, str]]:
    """Give (code, words) of each answer that was chosen from a list."""
    asked = catalogue.in_force(day).get(code)
    chosen = [str(one) for one in value.get("codes", ())]
    return [(one, asked.words([one]) if asked else one) for one in chosen]
