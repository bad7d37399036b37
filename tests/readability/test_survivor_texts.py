"""What a survivor reads scores 65 or more, with 15 words a sentence at most (safety.md 6).

A label is a name, not a text: what has fewer than six words counts with its neighbours only.
"""

from pathlib import Path

import pytest

from casework.documents.readability import PLAIN, NothingToRead, Reading, measure
from config.catalogue.merge import catalogue_path, open_catalogue
from tests.guards.sources import ROOT

from . import survivor_texts

WORST = 55.0
LONGEST = 15.0
A_TEXT = 6  # words
A_PAGE = 30


def places() -> dict[str, list[str]]:
    return {**survivor_texts.catalogue_texts(), **dict(survivor_texts.written_texts())}


def read(text: str) -> Reading:
    try:
        return measure(text)
    except NothingToRead:
        return Reading(0, 0, 1)


def texts_of(said: list[str]) -> list[str]:
    return [text for text in said if read(text).words >= A_TEXT]


def test_her_texts_are_found_where_they_are_written() -> None:
    found = places()
    assert len(found) > 25
    assert sum(len(said) for said in found.values()) > 250
    for place in survivor_texts.PLACES:
        assert (ROOT / place).exists(), place
    for page in ("home", "sign", "neutral", "ledger", "signed"):
        assert f"selfservice/templates/selfservice/{page}.html" in found
    assert "config/templates/shell/_exit_note.html" in found


def test_each_page_reads_easily_as_a_whole() -> None:
    hard = {}
    for place, said in places().items():
        reading = read("\n".join(texts_of(said)))
        if reading.words >= A_PAGE and not (
            reading.score >= PLAIN and reading.sentence_length <= LONGEST
        ):
            hard[place] = (round(reading.score), round(reading.sentence_length, 1))
    assert hard == {}


def test_no_single_text_is_hard() -> None:
    hard = {
        (place, text): round(read(text).score)
        for place, said in places().items()
        for text in texts_of(said)
        if read(text).score < WORST
    }
    assert hard == {}


def test_no_sentence_runs_on() -> None:
    long = {
        (place, text): round(read(text).sentence_length)
        for place, said in places().items()
        for text in texts_of(said)
        if read(text).sentence_length > LONGEST + 5
    }
    assert long == {}


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("<b>Hola</b> %(name)s", "Hola algo"),
        ("Entra con ClaveÚnica", "Entra con clave"),
        ("Número {numero}: 100%%", "Número algo: 100%"),
    ],
)
def test_marks_names_and_values_do_not_weigh(said: str, heard: str) -> None:
    assert " ".join(survivor_texts.as_read(said).split()) == heard


def test_every_text_has_its_english() -> None:
    path: Path = catalogue_path(ROOT, "en")
    missing = [
        entry.msgid
        for entry in open_catalogue(path)
        if not (all(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr)
    ]
    assert missing == []
