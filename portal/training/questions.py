"""Pure: questions of a bank, how each kind is answered, and whether an answer is right.

A question is `{"type": kind, "id": …, "value": …}` as its page keeps it. An answer is a list of
texts: positions of the options chosen ("0", "2"), "true" or "false", a number as it was typed, or
for an order the positions as they were put. Full marks or none: half an order is no order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

MOST_TEXT = 20  # signs of a number somebody types
NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    NUMBER = "number"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a bank. items: what is chosen among or put in order, as it was written."""

    id: str
    kind: Kind
    text: str
    explanation: str
    topic: str
    items: tuple[str, ...]
    right: tuple[str, ...]

    def is_right(self, given: Sequence[str]) -> bool:
        """Say whether an answer is right; nothing answered never is."""
        if self.kind == Kind.NUMBER:
            typed, wanted = number(given[0] if given else ""), number(self.right[0])
            return typed is not None and typed == wanted
        if self.kind == Kind.SEVERAL:
            return bool(given) and set(given) == set(self.right)
        return tuple(given) == self.right

    def accepts(self, given: Sequence[str]) -> bool:
        """Say whether an answer is one that could be given at all."""
        if self.kind == Kind.NUMBER:
            return len(given) == 1 and number(given[0]) is not None
        if self.kind == Kind.TRUE_FALSE:
            return list(given) in (["true"], ["false"])
        if self.kind == Kind.ORDER:
            return sorted(given) == sorted(self.right)
        known = {str(place) for place in range(len(self.items))}
        one = self.kind == Kind.ONE
        return bool(given) and set(given) <= known and (not one or len(given) == 1)

    def said(self, given: Sequence[str]) -> list[str]:
        """Give an answer in words."""
        if self.kind == Kind.NUMBER:
            return list(given)
        if self.kind == Kind.TRUE_FALSE:
            return [_("True") if one == "true" else _("False") for one in given]
        places = [int(one) for one in given if one.isdigit()]
        return [self.items[place] for place in places if place < len(self.items)]


def number(text: str) -> Decimal | None:
    """Give a number as people write it here, with comma or point; None for anything else."""
    plain = text.strip()
    if len(plain) > MOST_TEXT or not NUMBER.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "."))


def question(piece: Mapping[str, Any]) -> Question:
    """Give a question from a piece of the bank."""
    kind, value = Kind(piece["type"]), piece["value"]
    items, right = _items_and_right(kind, value)
    return Question(
        id=str(piece.get("id") or ""), kind=kind, text=value["text"],
        explanation=value.get("explanation") or "", topic=value.get("topic") or "",
        items=items, right=right,
    )  # fmt: skip


def _items_and_right(
    kind: Kind, value: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if kind == Kind.TRUE_FALSE:
        return (), ("true" if value.get("true") else "false",)
    if kind == Kind.NUMBER:
        return (), (str(value["number"]),)
    if kind == Kind.ORDER:
        items = tuple(str(one) for one in listed(value["items"]))
        return items, tuple(str(place) for place in range(len(items)))
    options = listed(value["options"])
    right = tuple(str(place) for place, one in enumerate(options) if one.get("right"))
    return tuple(one["text"] for one in options), right


def listed(rows: Sequence[Any]) -> list[Any]:
    """Give the items of a list as the editor keeps it, wrapped or bare."""
    wrapped = [row["value"] if isinstance(row, Mapping) and "value" in row else row for row in rows]
    return list(wrapped)


def problem(kind: str, value: Mapping[str, Any]) -> str:
    """Say why a question cannot be answered rightly; empty: nothing."""
    if kind not in (Kind.ONE, Kind.SEVERAL):
        return ""
    right = sum(bool(one.get("right")) for one in listed(value["options"]))
    if kind == Kind.ONE and right != 1:
        return _("Exactly one answer is right: mark that one.")
    if kind == Kind.SEVERAL and not right:
        return _("Mark the answers that are right.")
    return ""
