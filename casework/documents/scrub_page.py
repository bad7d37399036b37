"""Pictures of the pages of a PDF, drawn by the engine of a well-known browser (AB19)."""

from io import BytesIO

import pypdfium2

from casework.documents.scrubbing import Unsafe

SMALL, LARGE = 240, 1600  # pixels, the longer side
QUALITY = 78


BROKEN = (pypdfium2.PdfiumError, IndexError, ValueError, OSError, MemoryError, RuntimeError)


def small_page(data: bytes) -> bytes:
    """Give a small JPEG of the first page of a PDF that was cleaned before.

    Form fields and notes laid over the page are not drawn. Raises Unsafe "unreadable".
    """
    return _drawn(data, 0, SMALL, whole=False)


def sheet(data: bytes, number: int) -> bytes:
    """Give a JPEG to read of one page, with its forms and notes. number: from 1.

    Raises Unsafe "unreadable", also when there is no such page.
    """
    return _drawn(data, number - 1, LARGE, whole=True)


def count(data: bytes) -> bytes:
    """Give how many pages there are, in digits. Raises Unsafe "unreadable"."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            return str(len(document)).encode()
    except BROKEN:
        raise Unsafe("unreadable") from None


def _drawn(data: bytes, index: int, size: int, *, whole: bool) -> bytes:
    """Draw a page. Its size is ours, whatever size the page claims to have."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if whole:
                document.init_forms()
            page = document[index]
            scale = size / max(*page.get_size(), 1)
            drawn = page.render(scale=scale, may_draw_forms=whole, draw_annots=whole)
            picture = drawn.to_pil().convert("RGB")
    except BROKEN:
        raise Unsafe("unreadable") from None
    output = BytesIO()
    picture.save(output, "JPEG", quality=QUALITY)
    return output.getvalue()
