"""Finds the texts to translate in templates, exactly as Django will look them up."""

import re
from collections.abc import Iterator

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

from .messages import Message, NotExtractable

_QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_INLINE = re.compile(rf"^trans(?:late)?\s+{_QUOTED}")
_CONTEXT = re.compile(rf"\bcontext\s+{_QUOTED}")
_CONSTANT = re.compile(rf"_\({_QUOTED}\)")
_BLOCK = re.compile(r"^blocktrans(?:late)?\b")
_END = re.compile(r"^endblocktrans(?:late)?\b")


def _unquote(literal: str) -> str:
    mark = literal[0]
    return literal[1:-1].replace(f"\\{mark}", mark).replace("\\\\", "\\")


def _context(contents: str) -> str | None:
    found = _CONTEXT.search(contents)
    return _unquote(found[1]) if found else None


def _constants(contents: str) -> Iterator[Message]:
    for literal in _CONSTANT.findall(contents):
        yield Message(_unquote(literal).replace("%", "%%"))


def _piece(token: Token, path: str) -> str:
    if token.token_type == TokenType.VAR:
        return f"%({token.contents.strip()})s"
    if token.token_type == TokenType.TEXT:
        return token.contents.replace("%", "%%")
    if token.token_type == TokenType.COMMENT:
        return ""
    raise NotExtractable(f"{path}:{token.lineno}: no tag may stand inside a translated block")


def _block(opening: Token, tokens: Iterator[Token], path: str) -> Message:
    """Read up to the end of a translated block."""
    forms: list[list[str]] = [[]]
    for token in tokens:
        is_tag = token.token_type == TokenType.BLOCK
        if is_tag and _END.match(token.contents):
            break
        if is_tag and token.contents.split()[0] == "plural":
            forms.append([])
        else:
            forms[-1].append(_piece(token, path))
    texts = ["".join(form) for form in forms]
    if "trimmed" in opening.split_contents():
        texts = [trim_whitespace(text) for text in texts]
    plural = texts[1] if len(texts) > 1 else None
    return Message(texts[0], plural, _context(opening.contents))


def _skip_comment(tokens: Iterator[Token]) -> None:
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents == "endcomment":
            return


def messages(source: str, path: str) -> Iterator[Message]:
    """Give each message of a template. Raises NotExtractable for a tag inside a block."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type == TokenType.VAR:
            yield from _constants(token.contents)
        elif token.token_type == TokenType.BLOCK:
            yield from _tag(token, tokens, path)


def _tag(token: Token, tokens: Iterator[Token], path: str) -> Iterator[Message]:
    if token.contents.split()[0] == "comment":
        _skip_comment(tokens)
    elif inline := _INLINE.match(token.contents):
        yield Message(_unquote(inline[1]).replace("%", "%%"), context=_context(token.contents))
    else:
        yield from _constants(token.contents)
        if _BLOCK.match(token.contents):
            yield _block(token, tokens, path)
