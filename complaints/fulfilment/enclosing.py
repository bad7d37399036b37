"""Her own papers inside her copy: what she signed, letters to her, documents that are hers.

The machine proposes by what a paper is; a sealed one whose words name somebody else never goes.
What a picture or a scan shows only people see: two of them look before it leaves (law 1.1, DP-15).
"""

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.attachments.models import Attachment
from casework.documents import store
from casework.documents.models import AccessLevel, SealedDocument, StoredFile
from casework.documents.neutral import download_name
from casework.identity import vault
from casework.survivors.models import Survivor

from ..rights.models import RightsRequest
from . import blotting

Kind = Attachment.Kind
# About her alone by what they are; of the rest a person decides, who looked.
OF_HERS = frozenset({Kind.SIGNED_RECORD, Kind.WITHDRAWAL, Kind.PAPER_SCAN, Kind.IDENTITY,
                     Kind.HEALTH})  # fmt: skip
# What she brought herself, for a copy of what she supplied.
SUPPLIED = frozenset({Kind.IDENTITY, Kind.HEALTH, Kind.PICTURE, Kind.OTHER})
LETTERS = ("rights-receipt", "rights-extension", "rights-answer")
MOST = 100 * 2**20  # bytes: a copy is packed in memory and opened on a phone
Paper = dict[str, Any]


class PaperGone(Exception):
    """A paper of the copy cannot be read where it is packed."""


def papers_of(survivor: Survivor, blotter: blotting.Blotter, *, given_only: bool) -> list[Paper]:
    """Give the papers that the present reader sees, each with a proposal: enclosed or not."""
    rows = [_attached(one, blotter) for one in _attachments(survivor, given_only=given_only)]
    if not given_only:
        rows += [_letter(one, asked, blotter) for one, asked in _letters(survivor)]
    room = MOST
    for one in rows:
        room -= one["size"] if one["in"] else 0
        one["in"] = one["in"] and room >= 0
    return rows


def _attachments(survivor: Survivor, *, given_only: bool) -> QuerySet[Attachment]:
    plain = Q(withdrawn_at=None, prosecution=False) & ~Q(access_level=AccessLevel.SECRET)
    rows = Attachment.objects.filter(plain, survivor=survivor)
    if given_only:
        rows = rows.filter(kind__in=SUPPLIED)
    found = rows.select_related("stored_file", "sealed_document").order_by("filed_at", "pk")
    vault.unlock({survivor.key_id, *found.values_list("key_id", flat=True)})
    return found


def _attached(row: Attachment, blotter: blotting.Blotter) -> Paper:
    sealed = row.sealed_document
    named = blotter.knows(str(row.title or "")) or _names(sealed, blotter)
    day = row.document_date or timezone.localtime(row.filed_at).date()
    return {
        **_file(row.stored_file), "about": str(row.pk), "request": "", "kind": str(row.kind),
        "title": "" if named else str(row.title or ""), "day": day.isoformat(), "named": named,
        "in": not named and (row.kind in OF_HERS or bool(sealed)),
    }  # fmt: skip


def _letters(survivor: Survivor) -> Iterator[tuple[SealedDocument, RightsRequest]]:
    mine = RightsRequest.objects.filter(survivor=survivor, filer="self")
    asked = {one.key_id: one for one in mine}
    vault.unlock(set(asked))
    rows = SealedDocument.objects.filter(key_id__in=asked, kind__in=LETTERS)
    for one in rows.select_related("stored").order_by("issued_at", "pk"):
        yield one, asked[one.key_id]


def _letter(sealed: SealedDocument, asked: RightsRequest, blotter: blotting.Blotter) -> Paper:
    named = _names(sealed, blotter)
    day = timezone.localtime(sealed.issued_at).date()
    return {
        **_file(sealed.stored), "about": str(sealed.pk), "request": str(asked.pk),
        "kind": "letter", "title": f"{sealed.title} {asked.number}", "day": day.isoformat(),
        "named": named, "in": not named,
    }  # fmt: skip


def _file(stored: StoredFile) -> Paper:
    return {"id": str(stored.pk), "size": stored.size, "type": stored.content_type}


def _names(sealed: SealedDocument | None, blotter: blotting.Blotter) -> bool:
    """Say whether anything that was printed on a sealed paper names somebody else."""
    return sealed is not None and any(blotter.knows(text) for text in _words(sealed.context))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from _words(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _words(one)
    elif isinstance(value, str):
        yield value


def words_of(paper: Paper) -> str:
    """Say what a paper is, without anybody's name."""
    kinds = dict(Kind.choices)
    return str(paper["title"] or kinds.get(paper["kind"]) or _("Letter"))


def kind_of(paper: Paper) -> str:
    """Say what kind of paper it is, without its title."""
    return words_of({**paper, "title": ""})


def names_now(paper: Paper, blotter: blotting.Blotter) -> bool:
    """Say whether a paper names somebody else by what is known today: who is named may be new."""
    about = paper["about"]
    if paper["request"]:
        sealed = SealedDocument.objects.filter(pk=about).first()
    else:
        row = Attachment.objects.filter(pk=about).select_related("sealed_document").first()
        sealed = row.sealed_document if row else None
    return bool(blotter.knows(str(paper["title"] or ""))) or _names(sealed, blotter)


def chosen(papers: list[Paper], wanted: Iterable[int]) -> bool:
    """Mark which papers go; say whether that changed anything. One that names others never goes."""
    enclosed, changed = set(wanted), False
    for number, one in enumerate(papers):
        goes = number in enclosed and not one["named"]
        changed, one["in"] = changed or goes != one["in"], goes
    return changed


@transaction.atomic
def keep_own(content: dict[str, Any], survivor: Survivor, request: RightsRequest) -> None:
    """Keep, for whoever packs, what of the enclosed papers only this centre may read."""
    going = {UUID(one["id"]): one for one in content.get("papers", []) if one["in"]}
    for stored in StoredFile.objects.filter(pk__in=going, follows=False, survivor_id=survivor.pk):
        again = store.put(
            store.open(stored).getvalue(), key_id=survivor.key_id, survivor_id=survivor.pk,
            name=download_name(_extension(stored.content_type)), content_type=stored.content_type,
            centre_ids=request.centre_ids, follows=False,
        )  # fmt: skip
        going[stored.pk]["kept"] = str(again.pk)


def joined(parts: Sequence[Mapping[str, Any]]) -> tuple[list[Paper], int]:
    """Give the papers that go, each once, and how many do not: one reader's no is enough."""
    found: dict[str, Paper] = {}
    refused: set[str] = set()
    for part in parts:
        for one in part.get("papers", []):
            (found.setdefault(one["id"], one) if one["in"] else refused.add(one["id"]))
    going = [one for key, one in found.items() if key not in refused]
    return going, len(refused)


def described(papers: Sequence[Paper], first: int) -> list[dict[str, str]]:
    """Say them in the document, by the name each has in the container. first: its number there."""
    return [
        {"file": f"{number:02d}.{_extension(one['type'])}", "title": words_of(one),
         "day": one["day"]}
        for number, one in enumerate(papers, first)
    ]  # fmt: skip


def contents(papers: Sequence[Paper]) -> dict[str, bytes]:
    """Give the papers themselves, in order. Raises PaperGone for one that cannot be read here."""
    wanted = [UUID(one.get("kept") or one["id"]) for one in papers]
    rows = StoredFile.objects.in_bulk(wanted)
    vault.unlock({one.key_id for one in rows.values()})
    found = {}
    for number, (one, pk) in enumerate(zip(papers, wanted, strict=True)):
        if pk not in rows:
            raise PaperGone
        content = store.open(rows[pk]).getvalue()
        if hashlib.sha256(content).digest() != bytes(rows[pk].sha256):
            raise PaperGone
        found[f"p{number}.{_extension(one['type'])}"] = content
    return found


def _extension(content_type: str) -> str:
    return (mimetypes.guess_extension(content_type) or ".bin").lstrip(".")
