"""Every address the project answers, with an example of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

_EXAMPLES = {
    "uuid": "019aa000-0000-7000-8000-000000000001",
    "int": "1",
    "slug": "a",
    "str": "a",
    "path": "a",
}


@dataclass(frozen=True, slots=True)
class Route:
    """A pattern as written, its name, and an address that fits it."""

    pattern: str
    name: str
    example: str


def _fill(resolver_patterns: tuple[URLPattern | URLResolver, ...]) -> str:
    """Put an example into every parameter of a chain of patterns."""
    whole = ""
    for part in resolver_patterns:
        pattern = part.pattern
        written, parameters = normalize(str(pattern.regex.pattern).removesuffix(r"\Z"))[0]
        converters = getattr(pattern, "converters", {})
        values = {
            name: next(
                (v for k, v in _EXAMPLES.items() if k in type(converters[name]).__name__.lower()),
                "1",
            )
            if name in converters
            else "1"
            for name in parameters
        }
        whole += written % values
    return whole


def _walk(
    patterns: list[URLPattern | URLResolver],
    chain: tuple[URLPattern | URLResolver, ...],
    spaces: tuple[str, ...],
) -> Iterator[Route]:
    for entry in patterns:
        here = (*chain, entry)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, here, inner)
        else:
            written = re.sub(r"[\^$]", "", "".join(str(part.pattern) for part in here))
            yield Route(written, ":".join((*spaces, entry.name or "")), "/" + _fill(here))


@cache
def routes() -> tuple[Route, ...]:
    """Give every route of the project."""
    return tuple(_walk(get_resolver().url_patterns, (), ()))
