"""Numbers that a slip of the hand turns into each other, to be looked up by their digests."""

from collections.abc import Iterator

from casework.identity.documents import ISSUED_ABROAD, DocumentType, IdentityDocument
from casework.identity.lookup import document_digest, run_digest
from casework.identity.run import Run
from casework.identity.spanish import search_form

MARKS = "0123456789abcdefghijklmnopqrstuvwxyz"


def near_texts(text: str, marks: str) -> Iterator[str]:
    """Give every text with one mark changed, or two neighbours swapped; never the text itself."""
    for place, mark in enumerate(text):
        for other in marks:
            if other != mark:
                yield text[:place] + other + text[place + 1 :]
    for place in range(len(text) - 1):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        if swapped != text:
            yield swapped


def near_runs(run: Run) -> list[bytes]:
    """Give the digests of the RUNs one slip away (about eighty)."""
    numbers = {int(text) for text in near_texts(str(run.number), "0123456789")}
    return [run_digest(Run(number)) for number in sorted(numbers - {0, run.number})]


def near_papers(document: IdentityDocument) -> list[bytes]:
    """Give the digests of the papers one slip away, and of the same number of another country."""
    if document.type in {DocumentType.NONE, DocumentType.RUN}:
        return []
    value = search_form(document.value)
    found = {
        document_digest(IdentityDocument(document.type, text, document.country))
        for text in near_texts(value, MARKS)
        if search_form(text)
    }
    if document.type in ISSUED_ABROAD:
        for kind in ISSUED_ABROAD - {document.type}:
            found.add(document_digest(IdentityDocument(kind, value, document.country)))
    return sorted(found)
