"""The Spanish catalogue is complete, certain and exact; the sources speak English."""

import re
from functools import cache

import polib
import pytest

from config.catalogue.extract import extract
from config.catalogue.merge import catalogue_path, open_catalogue
from config.catalogue.messages import Found

from .sources import ROOT

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
# Names keep their own spelling in every language.
_NAMES = re.compile(
    r"Clave ?Única|Español|RUN|SIIVbG|Ñuble|Región|Ley Nº|Redacción|Aprobación"
    r"|Policía de Investigaciones|Gendarmería"
)
_SPANISH = re.compile(r"[áéíóúñ¿¡]", re.IGNORECASE)


@cache
def found() -> Found:
    return extract(ROOT)


@cache
def spanish() -> polib.POFile:
    return open_catalogue(catalogue_path(ROOT, "es"))


def translations(entry: polib.POEntry) -> list[str]:
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_catalogue_holds_exactly_the_texts_of_the_sources(language: str) -> None:
    held = {
        (entry.msgctxt, entry.msgid) for entry in open_catalogue(catalogue_path(ROOT, language))
    }
    assert sorted(map(str, held ^ set(found().messages))) == [], "run `make messages`"


def test_every_text_has_its_spanish() -> None:
    assert [entry.msgid for entry in spanish() if not all(translations(entry))] == []


def test_no_translation_is_a_guess() -> None:
    assert [entry.msgid for entry in spanish() if entry.fuzzy or entry.obsolete] == []


def test_translations_keep_the_values_put_into_the_text() -> None:
    lost = {}
    for entry in spanish():
        wanted = sorted(_PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        last = translations(entry)[-1]
        if last and sorted(_PLACEHOLDER.findall(last)) != wanted:
            lost[entry.msgid] = last
    assert lost == {}


def test_translations_keep_the_spaces_at_both_ends() -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [e.msgid for e in spanish() if e.msgstr and ends(e.msgid) != ends(e.msgstr)]
    assert wrong == []


def test_texts_in_the_sources_are_english() -> None:
    foreign = [text for _, text in found().messages if _SPANISH.search(_NAMES.sub("", text))]
    assert foreign == []
