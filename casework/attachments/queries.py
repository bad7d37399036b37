"""Reads of the documents of a file: what is there, who filed it, whether its seal still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from casework.access.models import Assignment, Operator
from casework.access.principals import Principal
from casework.documents.models import DocumentStatus
from casework.identity import vault
from casework.survivors.models import Survivor

from .models import Attachment


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list. filed_by is empty when she did it herself."""

    attachment: Attachment
    name: str
    filed_by: str

    @property
    def sealed(self) -> bool:
        """Whether it was issued here, with a seal."""
        return self.attachment.sealed_document is not None

    @property
    def withdrawn(self) -> bool:
        """Whether what it says was taken back."""
        sealed = self.attachment.sealed_document
        return sealed is not None and sealed.status == DocumentStatus.WITHDRAWN


def lines(survivor: Survivor, *, by: Principal) -> list[Line]:
    """Give the documents of her file that the asker may see, newest first; four questions."""
    rows = Attachment.objects.visible_to(by).filter(survivor=survivor)
    found = list(rows.select_related("stored_file", "sealed_document").order_by("-filed_at", "-id"))
    names = names_of(row.filed_by for row in found)
    vault.unlock({row.stored_file.key_id for row in found})
    return [Line(row, _name(row), names.get(row.filed_by, "")) for row in found]


def document_of(survivor: Survivor, attachment_id: UUID, *, by: Principal) -> Attachment | None:
    """Give one document of her file, or None when it is not there for the asker."""
    rows = Attachment.objects.visible_to(by).filter(survivor=survivor, pk=attachment_id)
    found: Attachment | None = rows.select_related("stored_file").first()
    return found


def names_of(operator_ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Give name and centre of operators, by id: who did it, and where."""
    ids = {one for one in operator_ids if one is not None}
    people = Operator.objects.filter(pk__in=ids).select_related("user")
    posts = Assignment.objects.filter(operator_id__in=ids, centre__isnull=False)
    centres = dict(posts.order_by("starts_on").values_list("operator_id", "centre__name"))
    return {
        one.pk: ", ".join(filter(None, [one.user.get_full_name(), centres.get(one.pk, "")]))
        for one in people
    }


def _name(row: Attachment) -> str:
    """The name its sender gave it; what is issued here has none that says anything."""
    return "" if row.sealed_document_id else str(row.stored_file.name)
