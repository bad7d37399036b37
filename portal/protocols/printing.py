"""One version on paper: printed once, kept for a while, since it never changes."""

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import override

from casework.documents import render

from .models import DocumentVersion
from .reading import of_version

STORE = "pages"
KEPT = 24 * 60 * 60  # seconds
TEMPLATE = "portal/protocols/paper.html"


def pdf_of(version: DocumentVersion) -> bytes:
    """Give a version as a PDF. Printing costs; asking again is answered from what was printed."""
    key = f"document-pdf|{version.pk}"
    kept: bytes | None = caches[STORE].get(key)
    if kept is None:
        kept = _printed(version)
        caches[STORE].set(key, kept, KEPT)
    return kept


def _printed(version: DocumentVersion) -> bytes:
    with override("es"):
        context = {"version": version, "doc": of_version(version)}
        title = _("Document, version %(number)s") % {"number": version.number}
        return render.pdf(TEMPLATE, context, title=title)
