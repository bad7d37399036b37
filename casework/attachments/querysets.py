"""Who may see a document: as the rest of her file, but what is secret only its own centre."""

from typing import Self

from django.db.models import Q

from casework.access.principals import Principal, Staff
from casework.documents.models import AccessLevel
from casework.survivors.querysets import FileQuerySet


class AttachmentQuerySet(FileQuerySet):
    """Documents of a woman's file."""

    def visible_to(self, principal: Principal) -> Self:
        """Leave what is secret to its own centre: no grant opens it, nor does her space (SE-03)."""
        found = super().visible_to(principal)
        plain = ~Q(access_level=AccessLevel.SECRET)
        if isinstance(principal, Staff):
            plain |= Q(centre_ids__overlap=sorted(principal.case_centres))
        return found.filter(plain)
