"""The databases of the open site: a small one, and one with very many pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from config.bench.database import Kept
from config.launch import fingerprint

SMALL, LARGE = 60, 5_000
_HERE = Path(__file__).parent
_SOURCES = (_HERE / "growing.py", _HERE / "invented.py")


@dataclass(frozen=True, slots=True)
class Site(Kept):
    """A database with so many pages written and published, and nobody's life in it."""

    pages: int

    @property
    def name(self) -> str:
        """The database's name."""
        return f"siivbg_bench_site_{self.pages}"

    @property
    def folder(self) -> Path:
        """Where its keys, anchors and files lie."""
        return settings.VAR_DIR / "bench" / f"site-{self.pages}"

    def ensure(self, say: Callable[[str], None]) -> None:
        """Have it ready, and leave this process connected to it. Raises commands.Failed."""
        pages = fingerprint.of_files(_SOURCES)
        wanted, made_from = f"{pages}-{fingerprint.migrations()}", self.made_from()
        if made_from == wanted:
            return self.enter()
        if not made_from.startswith(pages):
            say(f"Making the site of {self.pages} pages (once).")
            self.create()
        self.migrate()
        if not made_from.startswith(pages):
            self.manage("system", "seed_pages", "--pages", str(self.pages))
            self.tidy()
        self.remember(wanted)
        return self.enter()
