"""Handing a file to a browser so that it cannot act and says nothing by its name (safety 1.1)."""

from io import BytesIO

from django.http import HttpResponse

from .models import StoredFile
from .neutral import download_name

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def answer(stored: StoredFile, content: BytesIO, *, inline: bool = False) -> HttpResponse:
    """Give the answer that carries an opened file (`actions.read_file`).

    Never a streaming answer: it would run after the transaction. inline: shown in the page
    first, so that nothing is left among the downloads of a shared device.
    """
    way = "inline" if inline and stored.content_type in EXTENSIONS else "attachment"
    return _harmless(content.getvalue(), stored.content_type, way)


def picture(content: bytes) -> HttpResponse:
    """Give the answer that carries a JPEG drawn of a file, to be shown in the page."""
    return _harmless(content, "image/jpeg", "inline")


def _harmless(content: bytes, content_type: str, way: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = download_name(EXTENSIONS.get(content_type, "bin"))
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cache-Control"] = "no-store, private"
    return response
