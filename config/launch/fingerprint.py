"""Fingerprints of what a step depends on: the same fingerprint, nothing to do."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from .commands import ROOT

APPS = ("casework", "consent", "complaints", "selfservice", "portal", "config")

# Modules that hold SQL or steps which migrations import.
SQL_MODULES = ("chain", "first_site", "load", "rls", "schema", "sql")


def migrations() -> str:
    """Fingerprint of everything a migrated database depends on."""
    sources = [path for app in APPS for path in (ROOT / app / "migrations").glob("*.py")]
    for app in APPS:
        sources += [path for name in SQL_MODULES for path in (ROOT / app).glob(f"**/{name}.py")]
        sources += [*(ROOT / app).glob("*/data/*"), *(ROOT / app).glob("content/*")]
    return of_files([*sources, ROOT / "config/launch/roles.py", ROOT / "requirements.txt"])


def static() -> str:
    """Fingerprint of every static file of ours, and of the packages that bring others."""
    found = [path for app in APPS for path in (ROOT / app).glob("**/static/**/*")]
    return of_files([*found, ROOT / "requirements.txt"])


def of_files(paths: Iterable[Path]) -> str:
    """Fingerprint of files by place and content."""
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).digest()
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + content)
    return digest.hexdigest()[:12]
