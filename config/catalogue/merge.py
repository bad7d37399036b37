"""Brings a catalogue up to date with the sources: new texts in, unused texts out."""

from pathlib import Path

import polib

from .messages import Found, Message

LANGUAGES = ("es", "en")
SOURCE_LANGUAGE = "en"
_PLURALS = "nplurals=2; plural=(n != 1);"


def catalogue_path(root: Path, language: str) -> Path:
    """Give the place of a language's catalogue."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def open_catalogue(path: Path) -> polib.POFile:
    """Read a catalogue, or give an empty one. Lines are never wrapped: differences stay small."""
    return polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)


def merge(known: polib.POFile, found: Found, language: str) -> polib.POFile:
    """Give a catalogue of exactly the messages found, keeping the translations known.

    The source language translates every text to itself.
    """
    old: dict[tuple[str | None, str], polib.POEntry] = {
        (entry.msgctxt, entry.msgid): entry for entry in known if not entry.obsolete
    }
    merged = polib.POFile(wrapwidth=0)
    merged.metadata = _header(language)
    for key in sorted(found.messages, key=lambda key: (key[1], key[0] or "")):
        entry = _entry(found.messages[key], sorted(found.files[key]), old.get(key))
        if language == SOURCE_LANGUAGE:
            _same(entry)
        merged.append(entry)
    return merged


def update(root: Path, found: Found) -> dict[str, list[str]]:
    """Rewrite every catalogue; give, by language, the texts still without translation."""
    missing = {}
    for language in LANGUAGES:
        path = catalogue_path(root, language)
        merged = merge(open_catalogue(path), found, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        merged.save(str(path))
        missing[language] = [entry.msgid for entry in merged.untranslated_entries()]
    return missing


def _header(language: str) -> dict[str, str]:
    return {
        "Project-Id-Version": "siivbg",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS,
    }


def _entry(message: Message, files: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        occurrences=[(file, "") for file in files],
        flags=["python-format"] if message.has_placeholders else [],
    )
    if message.plural is None:
        entry.msgstr = old.msgstr if old else ""
    else:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = (
            dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}
        )
    if old and old.fuzzy:
        entry.flags.append("fuzzy")
    return entry


def _same(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid
