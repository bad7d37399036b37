"""Finding a person whose data are sealed: keyed digests and keyed name tokens (design 8).

The database holds HMACs only. Equal names give equal tokens, so a dump shows how often a token
occurs, and nothing else without the lookup key.
"""

import hmac
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .documents import DocumentType, IdentityDocument
from .key_ports import KEY_BYTES, key_port
from .run import Run
from .spanish import sound, words

# Shorter words have no neighbours: everything is near to "ana".
NEIGHBOUR_LENGTH = 4
EXACT, ALIKE, NEAR = 1.0, 0.95, 0.8
ENOUGH = 0.5

_Item = TypeVar("_Item")


def run_digest(run: Run) -> bytes:
    """Give the digest a RUN is stored and looked up by."""
    return _digest("run", str(run.number))


def document_digest(document: IdentityDocument) -> bytes:
    """Give the digest of a paper; that of a RUN is the RUN's.

    Raises ValueError for a person without a document: there is nothing to look up.
    """
    if document.type is DocumentType.RUN:
        return run_digest(Run.parse(document.value))
    if not document.lookup_key:
        raise ValueError("No document, no digest.")
    return _digest("document", document.lookup_key)


def phone_digest(number: str) -> bytes:
    """Give the digest of a telephone number in its canonical form (E.164)."""
    return _digest("phone", number)


def code_digest(code: str) -> bytes:
    """Give the digest of a code that was handed over on paper, such as that of a complaint."""
    return _digest("code", code)


def name_tokens(*names: str) -> list[int]:
    """Give what to store so that these names are found despite typos, accents and order."""
    return sorted({token for name in names for word in words(name) for token in _tokens(word)})


def query_groups(text: str) -> list[list[int]]:
    """Give one group of tokens for each word asked for; a match overlaps with every group."""
    return [sorted(_tokens(word)) for word in words(text)]


def query_tokens(text: str) -> list[int]:
    """Give all tokens of a question; a candidate overlaps with at least one of its words."""
    return sorted({token for group in query_groups(text) for token in group})


def rank(query: str, candidates: Iterable[tuple[_Item, str]]) -> list[_Item]:
    """Order candidates (item, opened name) by likeness to the question, best first.

    Each word asked for is compared with the candidate's words in any order; who is like less
    than half of it is left out. Equals keep the order given.
    """
    known = cache(_known)  # for this question only: opened names are not kept
    asked = [known(word) for word in words(query)]
    scored = [(_score(asked, [known(w) for w in words(name)]), item) for item, name in candidates]
    kept = [(score, item) for score, item in scored if score >= ENOUGH]
    kept.sort(key=lambda pair: -pair[0])
    return [item for _score_, item in kept]


def neighbours(word: str) -> frozenset[str]:
    """Give the word and, unless it is short, every form of it with one letter left out."""
    if len(word) < NEIGHBOUR_LENGTH:
        return frozenset({word})
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


class _Known(NamedTuple):
    """A word and what it is compared by."""

    word: str
    heard: str
    near: frozenset[str]


def _known(word: str) -> _Known:
    return _Known(word, sound(word), neighbours(word))


def _score(asked: list[_Known], held: list[_Known]) -> float:
    left, total = list(held), 0.0
    for wanted in asked:
        found = [_likeness(wanted, other) for other in left]
        best = max(found, default=0.0)
        total += best
        if best:
            left.pop(found.index(best))
    return total / len(asked) if asked else 0.0


def _likeness(wanted: _Known, other: _Known) -> float:
    if wanted.word == other.word:
        return EXACT
    if wanted.heard == other.heard:
        return ALIKE
    near = abs(len(wanted.word) - len(other.word)) <= 1 and not wanted.near.isdisjoint(other.near)
    return NEAR if near else 0.0


def _tokens(word: str) -> set[int]:
    forms = {f"w{form}" for form in neighbours(word)} | {f"s{sound(word)}"}
    key = _subkey(key_port().lookup_key(), "name")
    digests = (hmac.digest(key, form.encode(), "sha256") for form in forms)
    return {int.from_bytes(digest[:4], "big", signed=True) for digest in digests}


def _digest(purpose: str, text: str) -> bytes:
    return hmac.digest(_subkey(key_port().lookup_key(), purpose), text.encode(), "sha256")


@lru_cache(maxsize=8)
def _subkey(key: bytes, purpose: str) -> bytes:
    """Give the key of one purpose: a RUN, a document and a name never give the same digest."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"lookup:{purpose}".encode()).derive(key)
