"""What may be done beside a datum: rooms above add links of their own when they start.

asides.add_aside(Aside("discrepancies:new", _("She says it is not right")))
"""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Aside:
    """url_name takes her id and the field's code."""

    url_name: str
    label: str | Promise


_asides: list[Aside] = []


def add_aside(aside: Aside) -> None:
    """Add a link beside every datum, for whoever may change her file."""
    if aside not in _asides:
        _asides.append(aside)


def asides_of(survivor_id: UUID, code: str) -> list[tuple[str, str | Promise]]:
    """Give the address and words of each link beside a datum."""
    return [(reverse(one.url_name, args=[survivor_id, code]), one.label) for one in _asides]
