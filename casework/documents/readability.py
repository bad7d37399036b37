"""How easy a Spanish text is to read: the INFLESZ scale (safety.md 6).

Score = 206.835 - 62.3 * syllables/words - words/sentences. Texts for survivors, help and
consents need 65 or more. Figures ("1455", "72") are left out: they are seen, not read.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLAIN = 65.0
_STRONG = "aeoáéóàèòäëö"
_STRESSED_WEAK = "íú"
_VOWEL_RUN = re.compile(rf"[{_STRONG}{_STRESSED_WEAK}iuü]+")
_WORD = re.compile(r"[^\W\d_]+")
# A point ends a sentence when a capital, an opening mark or nothing follows: "art. 14" goes on.
_SENTENCE_END = re.compile(r"[.!?…]+[\"'»”)]*(?=\s+[\"'«“(]*[A-ZÁÉÍÓÚÑÜ¿¡]|\s*$)|\n+", re.MULTILINE)

_BANDS = (
    (80.0, _("very easy")),
    (65.0, _("fairly easy")),
    (55.0, _("normal")),
    (40.0, _("somewhat hard")),
    (float("-inf"), _("very hard")),
)


class NothingToRead(ValueError):
    """The text has no words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of a text, and what follows from them."""

    syllables: int
    words: int
    sentences: int

    @property
    def score(self) -> float:
        """INFLESZ: about 0 to 130, higher is easier."""
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences

    @property
    def sentence_length(self) -> float:
        """Mean words of a sentence; plain texts stay at 15 or below."""
        return self.words / self.sentences

    @property
    def band(self) -> str | Promise:
        """The scale's words for the score."""
        return next(words for least, words in _BANDS if self.score >= least)

    @property
    def is_plain(self) -> bool:
        """Say whether a survivor's text may read like this."""
        return self.score >= PLAIN


def syllables(word: str) -> int:
    """Count the syllables of one Spanish word; every word has at least one.

    A weak vowel (i, u) makes no syllable beside another vowel unless stressed; h never parts two.
    """
    letters = word.lower().replace("h", "")
    letters = re.sub(r"(?<=[qg])u(?=[eéií])", "", letters)
    letters = re.sub(r"y$", "i", letters)
    return max(1, sum(_nuclei(run) for run in _VOWEL_RUN.findall(letters)))


def _nuclei(run: str) -> int:
    strong = sum(letter in _STRONG for letter in run)
    if not strong:
        return 2 if run in {"ii", "uu", "ií", "uú"} else 1
    return strong + sum(letter in _STRESSED_WEAK for letter in run)


def measure(text: str) -> Reading:
    """Count a text; each line of a list or heading is a sentence of its own.

    Raises NothingToRead when there is not one word.
    """
    words = _WORD.findall(text)
    if not words:
        raise NothingToRead
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(text))
    return Reading(sum(map(syllables, words)), len(words), sentences)
