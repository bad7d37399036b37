"""The words of her own pages are easy to read: INFLESZ 65 or more (report II.7; safety.md 6)."""

import ast
from pathlib import Path

import pytest

from casework.documents.readability import measure
from config.catalogue import template_source
from config.catalogue.merge import catalogue_path, open_catalogue

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "selfservice/templates/selfservice").glob("*.html"))
MODULES = [ROOT / "selfservice" / f"{name}.py" for name in
           ("asking", "ask_forms", "forms", "extract", "places", "wish_queries")]  # fmt: skip
EASY = 65
FEW = 25  # words: below that a score says nothing


def spanish(texts: list[str]) -> str:
    known = {entry.msgid: entry.msgstr for entry in open_catalogue(catalogue_path(ROOT, "es"))}
    said = [known.get(text, "").strip() for text in texts]
    return "\n".join(text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in said)


def words_of(path: Path) -> list[str]:
    if path.suffix == ".html":
        return [one.text for one in template_source.messages(path.read_text(), path.name)]
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    marked = [node for node in calls if getattr(node.func, "id", "") in {"_", "gettext_lazy"}]
    return [str(node.args[0].value) for node in marked if isinstance(node.args[0], ast.Constant)]


@pytest.mark.parametrize("path", [*TEMPLATES, *MODULES], ids=lambda path: path.name)
def test_what_she_reads_is_easy(path: Path) -> None:
    texts = words_of(path)
    if not texts:
        pytest.skip("it says nothing by itself")
    reading = measure(spanish(texts))
    assert reading.words < FEW or reading.score >= EASY, (reading.score, spanish(texts))


def test_there_is_something_to_read() -> None:
    assert len([path for path in TEMPLATES if words_of(path)]) > 10
