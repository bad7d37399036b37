"""Templates speak through the catalogue, carry no inline code and load nothing from outside."""

import re
from pathlib import Path

import pytest

from .markup import read
from .sources import relative, static_files, templates

# Names that are the same in every language.
NAMES = {"SIIVbG", "RUN", "PDF", "QR", "ARCOPI", "SernamEG", "ClaveÚnica", "ChileAtiende", "kB"}
WORD = re.compile(r"[^\W\d_]{2,}")
# Sheets that are drawn to paper by the server, never sent to a browser.
PAPER = re.compile(r"/pdf/|\.pdf\.html$")


def spoken(text: str) -> set[str]:
    return {word for word in WORD.findall(re.sub(r"&\w+;", "", text)) if word not in NAMES}


@pytest.mark.parametrize("template", templates(), ids=relative)
def test_every_word_comes_from_the_catalogue(template: Path) -> None:
    written = [text.strip() for text in read(template).texts if spoken(text)]
    assert written == []


@pytest.mark.parametrize("template", templates(), ids=relative)
def test_no_script_or_style_stands_inside_the_page(template: Path) -> None:
    if not PAPER.search(relative(template)):
        assert read(template).inline == []


@pytest.mark.parametrize("template", templates(), ids=relative)
def test_a_page_loads_nothing_from_elsewhere(template: Path) -> None:
    assert read(template).elsewhere == []


@pytest.mark.parametrize("template", templates(), ids=relative)
def test_nothing_is_marked_safe_without_escaping(template: Path) -> None:
    text = template.read_text()
    if relative(template).startswith("config/templates/components/"):
        # A component prints the block it wraps, which the engine has rendered already.
        text = text.replace("{{ content|safe", "{{ content")
    assert not re.search(r"\|\s*safe\b|\{%\s*autoescape\s+off", text)


@pytest.mark.parametrize("file", static_files(), ids=relative)
def test_style_sheets_and_scripts_fetch_nothing_from_elsewhere(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/|http://www\.w3\.org/\S+", "", file.read_text(), flags=re.DOTALL)
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+|\beval\(|new Function", text) == []


@pytest.mark.parametrize("file", static_files(), ids=relative)
def test_scripts_leave_no_trace_on_the_device(file: Path) -> None:
    assert not re.search(r"localStorage|indexedDB|serviceWorker|caches\.open", file.read_text())
