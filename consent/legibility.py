"""How easy each part of a text is to read, before a woman has to (safety.md 6, INFLESZ)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.documents.readability import NothingToRead, Reading, measure

from .text_models import LEGAL_FIELDS, NOTICE_FIELDS, ConsentText

PARTS = ("introduction", *NOTICE_FIELDS, *LEGAL_FIELDS, "statement")
# The scale was made for Spanish; other languages have none.
MEASURED = "es"
WHOLE = _("The whole text")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text: its field's name, its label on the screen, and how it reads."""

    name: str
    label: str | Promise
    reading: Reading | None

    @property
    def is_hard(self) -> bool:
        """Whether it is harder than a survivor's text may be."""
        return self.reading is not None and not self.reading.is_plain


def parts_of(text: ConsentText) -> Iterator[Part]:
    """Give the parts of a text and, last, the whole. Nothing for a language without a scale."""
    if not text.language.startswith(MEASURED):
        return
    words = {name: getattr(text, name) for name in PARTS}
    yield from (Part(name, _label(name), _read(said)) for name, said in words.items())
    questions = [f"{item.question}\n{item.detail}" for item in text.items.all()]
    for number, question in enumerate(questions, start=1):
        label = _("Question %(number)d") % {"number": number}
        yield Part(f"items-{number - 1}", label, _read(question))
    yield Part("", WHOLE, _read("\n".join([*words.values(), *questions])))


def hard_parts(text: ConsentText) -> list[Part]:
    """Give the parts that read below 65."""
    return [part for part in parts_of(text) if part.is_hard]


def read_each(words: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Give score and words for each written field, for the editor's screen."""
    found = {name: _read(said) for name, said in words.items()}
    return {
        name: {"score": round(reading.score), "band": str(reading.band), "plain": reading.is_plain}
        for name, reading in found.items()
        if reading
    }


def _label(name: str) -> str:
    return str(ConsentText._meta.get_field(name).verbose_name)


def _read(words: str) -> Reading | None:
    try:
        return measure(words)
    except NothingToRead:
        return None
