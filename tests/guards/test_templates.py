"""Templates speak through the catalogue, carry no inline code and load nothing from outside."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from .markup import read
from .sources import relative, static_files, templates

# Names that are the same in every language.
NAMES = {"SIIVbG", "RUN", "PDF", "QR", "ARCOPI", "SernamEG", "ClaveÚnica", "ChileAtiende", "kB"}
WORD = re.compile(r"[^\W\d_]{2,}")
# Sheets that are drawn to paper by the server, never sent to a browser.
PAPER = re.compile(r"/pdf/|\.pdf\.html$")


def spoken(text: str) -> set[str]:
    return {word for word in WORD.findall(re.sub(r"&\w+;", "", text)) if word not in NAMES}


def offending(files: Iterable[Path], look: Callable[[Path], object]) -> dict[str, object]:
    """Give, by file, what a guard found in it."""
    found = {relative(file): look(file) for file in files}
    assert len(found) > 20  # the files are there to be looked at
    return {name: what for name, what in found.items() if what}


def test_every_word_comes_from_the_catalogue() -> None:
    def written(template: Path) -> list[str]:
        return [text.strip() for text in read(template).texts if spoken(text)]

    assert offending(templates(), written) == {}


def test_no_script_or_style_stands_inside_the_page() -> None:
    pages = [one for one in templates() if not PAPER.search(relative(one))]
    assert offending(pages, lambda template: read(template).inline) == {}


def test_a_page_loads_nothing_from_elsewhere() -> None:
    assert offending(templates(), lambda template: read(template).elsewhere) == {}


def test_nothing_is_marked_safe_without_escaping() -> None:
    def unescaped(template: Path) -> object:
        text = template.read_text()
        if relative(template).startswith("config/templates/components/"):
            # A component prints the block it wraps, which the engine has rendered already.
            text = text.replace("{{ content|safe", "{{ content")
        return re.findall(r"\|\s*safe\b|\{%\s*autoescape\s+off", text)

    assert offending(templates(), unescaped) == {}


def test_style_sheets_and_scripts_fetch_nothing_from_elsewhere() -> None:
    def fetched(file: Path) -> object:
        text = re.sub(r"/\*.*?\*/|http://www\.w3\.org/\S+", "", file.read_text(), flags=re.DOTALL)
        return re.findall(r"(?:https?:)?//[\w.-]+\.\w+|\beval\(|new Function", text)

    assert offending(static_files(), fetched) == {}


def test_scripts_leave_no_trace_on_the_device() -> None:
    traces = re.compile(r"localStorage|indexedDB|serviceWorker|caches\.open")
    assert offending(static_files(), lambda file: traces.findall(file.read_text())) == {}
