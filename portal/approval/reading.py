"""How a page for everybody reads, piece by piece, and whether it may be published (safety.md 6).

INFLESZ is made for Spanish: other languages are read by people.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework.documents.readability import NothingToRead, Reading, measure

LONGEST_SENTENCES = 15.0  # words, on average
FLOOR = 55.0  # no single piece below
FEWEST = 10  # words: a title of three is too little to measure
SHOWN = 60  # letters of a piece, to find it by


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page and how it reads."""

    start: str
    reading: Reading

    @property
    def is_hard(self) -> bool:
        """Say whether it has to be written again."""
        return self.reading.words >= FEWEST and self.reading.score < FLOOR


def pieces(texts: Iterable[str]) -> Iterator[Piece]:
    """Give how each text reads; one without words is left out."""
    for text in texts:
        try:
            reading = measure(text)
        except NothingToRead:
            continue
        yield Piece(text[:SHOWN] + "…" * (len(text) > SHOWN), reading)


def whole(texts: Iterable[str]) -> Reading | None:
    """Give how they read together; None when they have no words."""
    try:
        return measure("\n".join(texts))
    except NothingToRead:
        return None


def problems(texts: list[str]) -> Iterator[str]:
    """Say what has to be mended before this is published, in words for the editor."""
    together = whole(texts)
    if together is None or together.words < FEWEST:
        return
    if not together.is_plain:
        said = _("The page is hard to read (%(score).0f; 65 is needed). Use short, common words.")
        yield said % {"score": together.score}
    if together.sentence_length > LONGEST_SENTENCES:
        said = _("Its sentences have %(words).0f words on average: at most 15. Cut the long ones.")
        yield said % {"words": together.sentence_length}
    for one in pieces(texts):
        if one.is_hard:
            said = _("Hard to read (%(score).0f): “%(start)s”")
            yield said % {"score": one.reading.score, "start": one.start}
