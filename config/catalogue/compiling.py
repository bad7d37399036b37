"""Turns catalogues into the binary form Django reads."""

import os
from pathlib import Path

from .merge import LANGUAGES, catalogue_path, open_catalogue


def compile_all(root: Path) -> list[Path]:
    """Compile each catalogue newer than its binary form; give the files written.

    Safe when several processes do it at once: each writes its own file, then moves it in place.
    """
    return [written for language in LANGUAGES if (written := _compile(root, language))]


def _compile(root: Path, language: str) -> Path | None:
    source = catalogue_path(root, language)
    target = source.with_suffix(".mo")
    if not source.exists():
        return None
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return None
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    draft.write_bytes(open_catalogue(source).to_binary())
    draft.replace(target)
    return target
