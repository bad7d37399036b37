"""Spanish words made comparable: without accents, case, punctuation or particles; by sound."""

import re
import unicodedata

PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos"})

# Applied in order to a word of plain letters, as it is spoken in Chile: seseo, yeísmo, b and v
# alike, mute h. "1" stands for ch and "w" for hu/gu before a vowel, so that later rules pass by.
SOUNDS: tuple[tuple[str, str], ...] = (
    ("^x", "j"),
    ("ph", "f"),
    ("ch|sh", "1"),
    ("qu(?=[eiy])|q", "k"),
    ("^hu(?=[aeio])|gu(?=[ao])", "w"),
    ("(?<!^)w", "b"),
    ("g(?=[eiy])", "j"),
    ("gu(?=[ei])", "g"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("h", ""),
    ("[zx]", "s"),
    ("v", "b"),
    ("ll", "y"),
    ("y(?![aeiou])", "i"),
    (r"(.)\1+", r"\1"),
    ("n(?=[bp])", "m"),
)
_RULES = tuple((re.compile(pattern), written) for pattern, written in SOUNDS)


def bare(text: str) -> str:
    """Give the text in small letters without accents: "Ñuñoa" becomes "nunoa"."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def search_form(text: str) -> str:
    """Give only the letters and digits, bare: "Llay-Llay" and "llay llay" become "llayllay"."""
    return "".join(letter for letter in bare(text) if letter.isalnum())


def words(text: str) -> list[str]:
    """Give the words of a name, bare, without particles; if it is all particles, keep them."""
    joined = re.sub("['’`´]", "", bare(text.replace("´", "'")))
    found = re.findall(r"[^\W_]+", joined)
    return [word for word in found if word not in PARTICLES] or found


def sound(word: str) -> str:
    """Give how a bare word sounds, roughly: "gonzales" and "gonzalez" become the same."""
    for pattern, written in _RULES:
        word = pattern.sub(written, word)
    return word
