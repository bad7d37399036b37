"""Reading documents: what a principal may see, and the public page's two questions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet

from casework.access.principals import Principal, Staff, SurvivorPrincipal

from . import codes
from .models import SealedDocument, StoredFile

Row = TypeVar("Row", bound=Model)


class Verdict(StrEnum):
    """All that the public page ever says."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and since when; no date when there is nothing to date."""

    verdict: Verdict
    day: date | None = None


def files_visible_to(principal: Principal) -> QuerySet[StoredFile]:
    """Give the stored files a principal may open."""
    return _visible(StoredFile.objects.all(), principal)


def visible_to(principal: Principal) -> QuerySet[SealedDocument]:
    """Give the sealed documents a principal may see."""
    return _visible(SealedDocument.objects.all(), principal)


def _visible(rows: QuerySet[Row], principal: Principal) -> QuerySet[Row]:
    if isinstance(principal, Staff):
        own = Q(centre_ids__overlap=sorted(principal.case_centres))
        return rows.filter(own | Q(survivor_id__in=principal.granted))
    if isinstance(principal, SurvivorPrincipal):
        return rows.filter(survivor_id=principal.survivor_id)
    return rows.none()


def ask_by_code(text: str) -> Answer:
    """Give the verdict on a printed code. Known or not, one indexed question is asked."""
    return _ask("siivbg_document_by_code", codes.digest(text))


def ask_by_digest(digest: bytes) -> Answer:
    """Give the verdict on a file's SHA-256: is it, byte for byte, one that was given out here?

    A stranger's file is only hashed, never parsed. Any change, hidden or not, gives another hash.
    """
    return _ask("siivbg_document_by_file", digest)


def _ask(question: str, digest: bytes) -> Answer:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT status, day FROM {question}(%s)", [digest])  # noqa: S608
        found = cursor.fetchone()
    return Answer(Verdict(found[0]), found[1]) if found else Answer(Verdict.NOT_VALID)
