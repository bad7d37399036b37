"""What changed from one version to the next, sentence by sentence, in words and not in colours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .twelve import plain

_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+|\n+")


class Mark(StrEnum):
    """What happened to a sentence."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and what happened to it."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One part that changed: its anchor, its heading today and its lines."""

    name: str
    heading: str
    lines: tuple[Line, ...]


def changes(
    before: Mapping[str, str], after: Mapping[str, str], headings: Mapping[str, str]
) -> list[Changed]:
    """Give the parts that changed between two versions (name to text); order of `headings`.

    A part that says the same in other marks (a bold, a link) counts as unchanged words but is
    listed when the marks differ, with its lines as they read now.
    """
    return [
        Changed(name, heading, tuple(lines(before.get(name, ""), after.get(name, ""))))
        for name, heading in headings.items()
        if before.get(name, "") != after.get(name, "")
    ]


def lines(before: str, after: str) -> Iterator[Line]:
    """Give the sentences of both texts in the order of reading: what went first, then what came."""
    old, new = _sentences(before), _sentences(after)
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            yield from _marked(Mark.SAME, new[new_from:new_to])
        else:
            yield from _marked(Mark.REMOVED, old[old_from:old_to])
            yield from _marked(Mark.ADDED, new[new_from:new_to])


def _marked(mark: Mark, sentences: Sequence[str]) -> Iterator[Line]:
    return (Line(mark, sentence) for sentence in sentences)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(plain(text)) if part.strip()]
