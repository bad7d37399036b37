"""Short forms: the frequent fields first, the rest folded away until they are needed."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


class Sections(forms.Form):
    """A form in two parts. `rest` names the fields that are seldom filled, in order.

    Template: `{% include "survivors/_sections.html" %}`.
    """

    rest: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name not in self.rest])

    @property
    def first_fields(self) -> Iterator[BoundField]:
        """The fields to see at once."""
        return (bound for bound in self if bound.name not in self.rest)

    @property
    def rest_fields(self) -> list[BoundField]:
        """The folded ones."""
        return [bound for bound in self if bound.name in self.rest]

    @property
    def unfolded(self) -> bool:
        """Whether something folded is filled or wrong, so that nobody overlooks it."""
        return any(bound.errors or _filled(bound) for bound in self.rest_fields)


def _filled(bound: BoundField) -> bool:
    value = bound.value()
    return bool(value) and value != bound.field.initial
