"""The files the guards read: the project's own, wherever the tests run from."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.catalogue.extract import PACKAGES, template_files

ROOT = Path(__file__).resolve().parents[2]
_TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".txt",
    ".md",
    ".toml",
    ".in",
    ".po",
    ".csv",
    ".svg",
    ".sql",
}
_SKIPPED = {".venv", "var", "node_modules", "__pycache__", "vendor"}


def relative(path: Path) -> str:
    """Give a path as people write it."""
    return path.relative_to(ROOT).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in _SKIPPED and not path.name.startswith("."):
            yield from _walk(path)
        elif path.is_file():
            yield path


@cache
def text_files() -> tuple[Path, ...]:
    """Every text file of the project, but not what others wrote (vendor folders)."""
    named = {"Makefile", "LICENSE", "run"}
    found = [path for path in _walk(ROOT) if path.suffix in _TEXT or path.name in named]
    return (*found, *(path for path in (ROOT / ".ci").rglob("*") if path.is_file()))


@cache
def modules() -> tuple[Path, ...]:
    """Every Python module but migrations."""
    found = (path for path in text_files() if path.suffix == ".py")
    return tuple(path for path in found if "migrations" not in path.parts)


@cache
def product_modules() -> tuple[Path, ...]:
    """Modules that ship: no tests."""
    return tuple(path for path in modules() if relative(path).split("/")[0] in PACKAGES)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Function:
    """A function in a module."""

    place: str
    length: int


def functions(path: Path) -> Iterator[Function]:
    """Give each function of a module with its length in lines."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield Function(f"{relative(path)}:{node.lineno} {node.name}", last - node.lineno + 1)


@cache
def templates() -> tuple[Path, ...]:
    """Every template."""
    return tuple(template_files(ROOT))


@cache
def static_files() -> tuple[Path, ...]:
    """Style sheets and scripts written here."""
    return tuple(path for path in text_files() if path.suffix in {".css", ".js"})
