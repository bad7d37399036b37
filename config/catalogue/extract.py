"""Reads every source of the project and gathers its messages."""

from collections.abc import Callable, Iterator
from pathlib import Path

from . import python_source, template_source
from .messages import Found, Message

PACKAGES = ("config", "portal", "selfservice", "consent", "complaints", "casework")
_TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".svg"}


def python_files(root: Path) -> Iterator[Path]:
    """Give the modules whose texts are shown to people: all but migrations."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def template_files(root: Path) -> Iterator[Path]:
    """Give every template."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _TEMPLATE_ENDINGS and "templates" in path.relative_to(root).parts:
                yield path


def extract(root: Path) -> Found:
    """Give all messages of the sources under root.

    Raises NotExtractable when a text is put together at run time.
    """
    found = Found()
    _read(root, python_files(root), python_source.messages, found)
    _read(root, template_files(root), template_source.messages, found)
    return found


def _read(
    root: Path,
    files: Iterator[Path],
    reader: Callable[[str, str], Iterator[Message]],
    found: Found,
) -> None:
    for file in files:
        path = file.relative_to(root).as_posix()
        for message in reader(file.read_text(encoding="utf-8"), path):
            found.add(message, path)
