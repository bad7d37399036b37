"""The two places a document is read: the open site, and the staff's library.

Outside their zone staff are nobody in particular, on purpose; so what is for staff only is read
in their zone, and nowhere else.
"""

from dataclasses import dataclass

from django.urls import reverse

from .kinds import SLUGS, Kind
from .models import DocumentVersion


@dataclass(frozen=True, slots=True)
class Shelf:
    """namespace: of its addresses. base: the shell its pages stand in."""

    namespace: str
    base: str

    @property
    def is_staff(self) -> bool:
        """Whether it is the staff's library."""
        return self.namespace == "library"

    def address(self, name: str, version: DocumentVersion, *more: object) -> str:
        """Give where something of a document is: "document", "versions", "version", "pdf"…

        more: what the address asks for besides the document; its number, when left out.
        """
        slug = SLUGS[Kind(version.kind)]
        if name == "document" and not self.is_staff:
            return f"/{slug}/{version.code}/"
        ours = [] if self.is_staff else [slug]
        numbered = {"version", "pdf", "read"}
        rest = more or ((version.number,) if name in numbered else ())
        return reverse(f"{self.namespace}:{name}", args=[*ours, version.code, *rest])


PUBLIC = Shelf("documents", "portal/protocols/public.html")
STAFF = Shelf("library", "portal/protocols/staff.html")
