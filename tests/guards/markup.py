"""Reads templates as a browser and a reader would see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

_VOID_TEXT = {"script", "style"}
_SEEN_ATTRIBUTES = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "label",
    "summary",
}
_LOADING = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "iframe": ("src",),
    "source": ("src", "srcset"), "form": ("action",), "object": ("data",), "use": ("href",),
    "video": ("src", "poster"), "audio": ("src",), "base": ("href",), "embed": ("src",),
}  # fmt: skip
# Blocks a child template fills with the value of an attribute, not with words.
_FOR_ATTRIBUTE = re.compile(r"\b(?:zone|width|\w*class)$")
_ELSEWHERE = re.compile(r"^\s*(?:[a-z]+:)?//|javascript:", re.IGNORECASE)


@dataclass
class Findings(HTMLParser):
    """What stands in the markup that must not, or that must be translated."""

    texts: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    _within: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._within = tag if tag in _VOID_TEXT else ""
        if tag == "style" or (tag == "script" and not {"src", "type"} & set(values)):
            self.inline.append(f"<{tag}>")
        self.inline += [f"<{tag} {name}>" for name in values if name == "style" or name[:2] == "on"]
        self.texts += [values[name] for name in values if name in _SEEN_ATTRIBUTES]
        loads = [values[name] for name in _LOADING.get(tag, ()) if name in values]
        self.elsewhere += [value for value in loads if _ELSEWHERE.search(value)]

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.texts.append(data)


def _visible(tokens: Iterator[Token]) -> Iterator[str]:
    """Give what is left of a template without tags, values, comments and translated blocks."""
    closing = ""
    for token in tokens:
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if closing:
            closing = "" if name == closing else closing
        elif name in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
            closing = f"end{name}"
        elif name == "block" and _FOR_ATTRIBUTE.search(token.contents):
            closing = "endblock"
        elif token.token_type == TokenType.TEXT:
            yield token.contents
        elif token.token_type == TokenType.VAR:
            yield "\N{OBJECT REPLACEMENT CHARACTER}"


def read(template: Path) -> Findings:
    """Parse a template's own markup."""
    findings = Findings()
    findings.feed("".join(_visible(iter(Lexer(template.read_text()).tokenize()))))
    findings.close()
    return findings
