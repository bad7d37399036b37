"""What else may be found besides pages: rooms that sit beside this one register theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. kind: what it is, in words. language: of its title and summary."""

    title: str
    url: str
    summary: str
    kind: str | Promise
    language: str = "es"


Source = Callable[[str, str], list[Hit]]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Register a source: given the words and the language, it gives hits."""
    if source not in _sources:
        _sources.append(source)


def others(text: str, language: str) -> list[Hit]:
    """Give what the registered sources find."""
    return [hit for source in _sources for hit in source(text, language)]
