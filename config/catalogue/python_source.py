"""Finds the texts to translate in Python, by reading the syntax tree."""

import ast
from collections.abc import Iterator

from .messages import Message, NotExtractable

# Position of each part among the arguments of Django's translation functions.
_SHAPES: dict[str, tuple[str, ...]] = {
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
_MODULE = "django.utils.translation"


def _shape(name: str) -> tuple[str, ...] | None:
    return _SHAPES.get(name.removesuffix("_lazy").removesuffix("_noop"))


def _aliases(tree: ast.AST) -> dict[str, str]:
    """Give the local name of each imported translation function."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    names = (alias for node in imports if node.module == _MODULE for alias in node.names)
    return {alias.asname or alias.name: alias.name for alias in names}


def _called(call: ast.Call, aliases: dict[str, str]) -> tuple[str, ...] | None:
    if isinstance(call.func, ast.Name):
        return _shape(aliases.get(call.func.id, ""))
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        module = aliases.get(call.func.value.id, call.func.value.id)
        return _shape(call.func.attr) if module == "translation" else None
    return None


def _words(node: ast.expr, path: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotExtractable(f"{path}:{node.lineno}: write the whole text inside the call")


def messages(source: str, path: str) -> Iterator[Message]:
    """Give each message of a module.

    Raises NotExtractable when a translation function gets something other than a plain text.
    """
    tree = ast.parse(source)
    aliases = _aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not (shape := _called(node, aliases)):
            continue
        if len(node.args) < len(shape):
            raise NotExtractable(f"{path}:{node.lineno}: write the text as the first argument")
        pairs = zip(shape, node.args, strict=False)
        yield Message(**{part: _words(argument, path) for part, argument in pairs})
