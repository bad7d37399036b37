"""A catalogue follows the sources and loses no translation."""

import gettext
from pathlib import Path

import polib

from config.catalogue.compiling import compile_all
from config.catalogue.merge import catalogue_path, merge, open_catalogue, update
from config.catalogue.messages import Found, Message


def found(*messages: Message) -> Found:
    gathered = Found()
    for message in messages:
        gathered.add(message, "portal/views.py")
    return gathered


def translated(text: str, spanish: str) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid=text, msgstr=spanish))
    return catalogue


def test_a_known_translation_is_kept() -> None:
    merged = merge(translated("Save", "Guardar"), found(Message("Save")), "es")
    assert [(entry.msgid, entry.msgstr) for entry in merged] == [("Save", "Guardar")]


def test_a_text_no_longer_used_goes_away() -> None:
    assert len(merge(translated("Old", "Viejo"), found(), "es")) == 0


def test_the_same_text_in_two_contexts_is_translated_twice() -> None:
    merged = merge(
        translated("May", "Puede"), found(Message("May"), Message("May", context="month")), "es"
    )
    assert [(entry.msgctxt, entry.msgstr) for entry in merged] == [(None, "Puede"), ("month", "")]


def test_english_needs_no_translator() -> None:
    merged = merge(polib.POFile(), found(Message("a day", "%(n)s days")), "en")
    assert merged[0].msgstr_plural == {0: "a day", 1: "%(n)s days"}


def test_updating_twice_changes_nothing_and_tells_what_is_missing(tmp_path: Path) -> None:
    messages = found(Message("b"), Message("a"), Message("A %(x)s"))
    missing = update(tmp_path, messages)
    first = catalogue_path(tmp_path, "es").read_bytes()
    update(tmp_path, messages)
    assert catalogue_path(tmp_path, "es").read_bytes() == first
    assert missing == {"es": ["A %(x)s", "a", "b"], "en": []}


def test_no_line_numbers_are_written(tmp_path: Path) -> None:
    update(tmp_path, found(Message("Save")))
    text = catalogue_path(tmp_path, "es").read_text()
    assert "#: portal/views.py\n" in text


def test_what_is_compiled_can_be_read_by_gettext(tmp_path: Path) -> None:
    update(tmp_path, found(Message("a day", "%(n)s days"), Message("May", context="month")))
    path = catalogue_path(tmp_path, "es")
    catalogue = open_catalogue(path)
    for entry in catalogue:
        entry.msgstr, entry.msgstr_plural = (
            ("mayo", {}) if entry.msgctxt else ("", {0: "un día", 1: "%(n)s días"})
        )
    catalogue.save(str(path))
    assert compile_all(tmp_path)
    with path.with_suffix(".mo").open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    assert spanish.ngettext("a day", "%(n)s days", 3) == "%(n)s días"
    assert spanish.pgettext("month", "May") == "mayo"


def test_compiling_again_is_free_until_the_catalogue_changes(tmp_path: Path) -> None:
    update(tmp_path, found(Message("Save")))
    assert len(compile_all(tmp_path)) == 2
    assert compile_all(tmp_path) == []


def test_a_doubtful_translation_is_not_compiled(tmp_path: Path) -> None:
    update(tmp_path, found(Message("Save")))
    path = catalogue_path(tmp_path, "es")
    catalogue = open_catalogue(path)
    catalogue[0].msgstr = "Salvar"
    catalogue[0].flags = ["fuzzy"]
    catalogue.save(str(path))
    compile_all(tmp_path)
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Save") == "Save"
