"""A small picture of a PDF's first page, drawn by the engine of a well-known browser (AB19)."""

from io import BytesIO

import pypdfium2

from casework.documents.scrubbing import Unsafe

SMALL = 240  # pixels, the longer side
QUALITY = 78


def small_page(data: bytes) -> bytes:
    """Give a small JPEG of the first page of a PDF that was cleaned before.

    Its size is ours, whatever size the page claims to have. Form fields and notes laid over the
    page are not drawn. Raises Unsafe "unreadable".
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            page = document[0]
            scale = SMALL / max(*page.get_size(), 1)
            drawn = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
            picture = drawn.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, OSError, MemoryError, RuntimeError):
        raise Unsafe("unreadable") from None
    output = BytesIO()
    picture.save(output, "JPEG", quality=QUALITY)
    return output.getvalue()
