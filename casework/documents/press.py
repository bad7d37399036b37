"""The printing press: fonts and style sheet, prepared once for each thread and used again.

Preparing them costs as much as a page, so they are kept. Only the fonts packaged here exist for
the press: a document looks the same, byte for byte, whatever the machine has installed.
"""

import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from weasyprint import CSS, logger
    from weasyprint.text import ffi
    from weasyprint.text.fonts import FontConfiguration

from .fetching import PackagedOnly

FOLDER = Path(__file__).parent
FONTS_FILE = FOLDER / "fonts" / "fonts.conf"
STYLE_FILE = FOLDER / "templates" / "documents" / "record.css"

# Its warnings repeat addresses and text of the document; a log must not.
logger.LOGGER.propagate = False
logger.PROGRESS_LOGGER.propagate = False

_opening = threading.Lock()
_kept = threading.local()


class Press:
    """Fonts and style sheet ready for use. Not to be shared between threads."""

    def __init__(self) -> None:
        with _opening, only_packaged_fonts():
            self.fonts = FontConfiguration()
        self.style = CSS(
            string=STYLE_FILE.read_text(encoding="utf-8"),
            font_config=self.fonts,
            url_fetcher=PackagedOnly({}),
        )


def press() -> Press:
    """Give this thread's press, made at first use."""
    found: Press | None = getattr(_kept, "press", None)
    if found is None:
        found = _kept.press = Press()
    return found


@contextmanager
def only_packaged_fonts() -> Iterator[None]:
    """Show fontconfig our own configuration while it loads, then put the environment back."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS_FILE)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def fast_subsetting_available() -> bool:
    """Say whether the system has harfbuzz-subset; without it a document takes 3.7 times longer.

    Debian: libharfbuzz-subset0.
    """
    return ffi.harfbuzz_subset is not None
