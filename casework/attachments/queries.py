"""Reads of the documents of a file: what is there, who filed it, whether its seal still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from casework.access.models import Assignment, Operator
from casework.access.principals import Principal
from casework.documents.models import DocumentStatus
from casework.identity import vault
from casework.survivors.models import Survivor
from casework.survivors.versions import DOCUMENT, with_versions
from casework.territory.validity import chilean_day

from .models import Attachment
from .rules import SLIP


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list. filed_by is empty when she did it herself."""

    attachment: Attachment
    name: str
    filed_by: str

    @property
    def title(self) -> str:
        """What it is called: its title, or the name its sender gave it."""
        return self.attachment.title or self.name

    @property
    def sealed(self) -> bool:
        """Whether it was issued here, with a seal."""
        return self.attachment.sealed_document is not None

    @property
    def withdrawn(self) -> bool:
        """Whether what it says was taken back."""
        sealed = self.attachment.sealed_document
        return sealed is not None and sealed.status == DocumentStatus.WITHDRAWN

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown inside the page."""
        return str(self.attachment.stored_file.content_type).startswith("image/")

    @property
    def held(self) -> bool:
        """Whether it is held by law."""
        return self.attachment.held_at is not None

    def slip_open(self, by: UUID, at: datetime) -> bool:
        """Whether who brought it may still take it back."""
        row = self.attachment
        mine = row.filed_by == by and not row.follows and not self.held
        return mine and at - row.filed_at <= SLIP


def rows_of(survivor: Survivor, *, by: Principal, kind: str = "") -> Any:
    """Give the newest version of each document the asker may see, newest first."""
    rows = Attachment.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    # A newer version that was taken back does not hide the one before it.
    newer = Attachment.objects.filter(survivor=survivor, withdrawn_at=None)
    rows = rows.exclude(pk__in=newer.exclude(supersedes=None).values("supersedes_id"))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("stored_file", "sealed_document").order_by("-filed_at", "-id")


def lines(survivor: Survivor, *, by: Principal) -> list[Line]:
    """Give the documents of her file that the asker may see, newest first; four questions."""
    return lines_of(rows_of(survivor, by=by))


def lines_of(rows: Iterable[Attachment]) -> list[Line]:
    """Give documents with their names and who filed them, opening all keys at once."""
    found = list(rows)
    names = names_of(row.filed_by for row in found)
    vault.unlock({row.stored_file.key_id for row in found})
    return [Line(row, _name(row), names.get(row.filed_by, "")) for row in found]


def document_of(survivor: Survivor, attachment_id: UUID, *, by: Principal) -> Attachment | None:
    """Give one document of her file, or None when it is not there for the asker."""
    rows = Attachment.objects.visible_to(by).filter(
        survivor=survivor, pk=attachment_id, withdrawn_at=None
    )
    related = ("stored_file", "thumbnail", "sealed_document", "centre", "survivor")
    found: Attachment | None = with_versions(rows, DOCUMENT).select_related(*related).first()
    return found


def versions_of(attachment: Attachment, *, by: Principal) -> list[Line]:
    """Give all versions of a document, newest first."""
    rows = Attachment.objects.visible_to(by).filter(series=attachment.series, withdrawn_at=None)
    found = rows.filter(survivor_id=attachment.survivor_id).order_by("-filed_at", "-id")
    return lines_of(found.select_related("stored_file", "sealed_document"))


def tied_to(survivor: Survivor, target: tuple[str, UUID], *, by: Principal) -> list[Line]:
    """Give the documents that belong to something of hers, such as a case or a legal process."""
    return lines_of(rows_of(survivor, by=by).filter(target_kind=target[0], target_id=target[1]))


def choices_of(survivor: Survivor, *, by: Principal) -> list[tuple[str, str]]:
    """Give her documents as choices of a form: id, and what it is with its date."""
    rows = list(rows_of(survivor, by=by))
    vault.unlock({row.stored_file.key_id for row in rows})
    found = [Line(row, _name(row), "") for row in rows]
    return [
        (str(one.attachment.pk), f"{one.attachment.get_kind_display()} · {_when(one)}{_said(one)}")
        for one in found
    ]


def _when(line: Line) -> str:
    day: date = line.attachment.document_date or chilean_day(line.attachment.filed_at)
    return f"{day:%d-%m-%Y}"


def _said(line: Line) -> str:
    return f" · {line.title}" if line.title else ""


def names_of(operator_ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Give name and centre of operators, by id: who did it, and where; one query."""
    ids = {one for one in operator_ids if one is not None}
    posts = Assignment.objects.filter(operator=OuterRef("pk"), centre__isnull=False)
    latest = Subquery(posts.order_by("-starts_on").values("centre__name")[:1])
    people = Operator.objects.filter(pk__in=ids).select_related("user").annotate(place=latest)
    return {
        one.pk: ", ".join(filter(None, [one.user.get_full_name(), one.place])) for one in people
    }


def _name(row: Attachment) -> str:
    """The name its sender gave it; what is issued here has none that says anything."""
    return "" if row.sealed_document_id else str(row.stored_file.name)
