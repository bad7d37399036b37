"""Every Spanish text a survivor may read, by the place it is written in (safety.md 6)."""

import json
import re
from collections.abc import Iterator
from functools import cache

from config.catalogue.merge import catalogue_path, open_catalogue
from config.demo.text import QUESTIONS, WORDS
from tests.guards.sources import ROOT, relative, templates

# Where her texts are written, besides the templates that `her_templates` finds by themselves.
PLACES = (
    "selfservice/",
    "casework/audit/sentences.py",
    "casework/documents/templates/documents/",
    "casework/interop/claveunica/",
    "casework/interop/templates/claveunica/",
    "complaints/rights/letters.py",
    "complaints/rights/receipts.py",
    "config/shell/errors.py",
    "config/templates/shell/public.html",
    "portal/notice/twelve.py",
    "portal/templates/portal/",
)
# Whole folders are taken in; these files in them speak to staff.
FOR_STAFF = (
    "selfservice/wish_queries.py", "selfservice/door_watch.py", "casework/practice/",
    *(f"portal/templates/portal/{room}/" for room in
      ("approval", "certification", "editing", "protocols", "training")),
)  # fmt: skip
# Names of things: she knows them, and they cannot be said another way.
_NAMES = re.compile(r"Clave ?Única|Registro Civil|Carabineros|Ministerio Público|SIIVbG")
_VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_INCLUDED = re.compile(r"""\{% (?:include|extends) ["']([^"']+)["']""")


def as_read(text: str) -> str:
    """Give a text as she meets it: no marks, a short word in place of each name and value."""
    bare = re.sub(r"<[^>]+>", " ", text).replace("%%", "%")
    return _NAMES.sub("clave", _VALUE.sub("algo", bare))


@cache
def her_templates() -> frozenset[str]:
    """Give the templates drawn in her zone: those of its shell, and what they are made of."""
    sources = {relative(path): path.read_text() for path in templates()}
    drawn = {name for name, text in sources.items() if "shell/survivor.html" in text}
    while True:
        named = {part for name in drawn for part in _INCLUDED.findall(sources[name])}
        more = {name for name in sources if name.endswith(tuple(f"/{part}" for part in named))}
        if more <= drawn:
            return frozenset(drawn)
        drawn |= more


def is_hers(place: str) -> bool:
    """Say whether the texts of a file are read by her."""
    return (place.startswith(PLACES) or place in her_templates()) and not place.startswith(
        FOR_STAFF
    )


def catalogue_texts() -> dict[str, list[str]]:
    """Give the Spanish of every message she may be shown, by file."""
    found: dict[str, list[str]] = {}
    for entry in open_catalogue(catalogue_path(ROOT, "es")):
        said = [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
        for place in {file for file, _line in entry.occurrences if is_hers(file)}:
            found.setdefault(place, []).extend(as_read(text) for text in said if text)
    return found


def written_texts() -> Iterator[tuple[str, list[str]]]:
    """Give (place, texts) of what is kept as data: consent texts, codes, answers, grounds."""
    from complaints.rights.ground_words import GROUNDS, TEXTS
    from complaints.satisfaction.load import WORDS as OPINIONS

    questions = [text for line in QUESTIONS["es"] for text in line[2:]]
    yield "config/demo/text.py", [*WORDS["es"].values(), *questions]
    codes = json.loads((ROOT / "casework/sharing/data/codes.json").read_text())
    yield "casework/sharing/data/codes.json", [line[2] for rows in codes.values() for line in rows]
    yield "complaints/rights/ground_words.py (grounds)", [as_read(line[3]) for line in GROUNDS]
    yield "complaints/rights/ground_words.py (answers)", [as_read(line[2]) for line in TEXTS]
    yield "complaints/satisfaction/load.py", list(OPINIONS["es"].values())
    messages = ROOT / "casework/messages/data/texts.json"
    if messages.exists():
        yield (
            "casework/messages/data/texts.json",
            [line["words"] for line in json.loads(messages.read_text())],
        )
