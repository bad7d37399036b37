"""Ready documents for the tests, made once for each authority folder."""

from datetime import datetime

from casework.documents import codes, render
from casework.documents.seal import seal

from .conftest import AT, CONTEXT


def printed(pages: int = 1, **extra: object) -> bytes:
    """Give an unsealed document of about so many pages."""
    filler = [{"title": "Texto", "paragraphs": ["Palabras de prueba. " * 60] * 6}] * (pages - 1)
    context = {**CONTEXT, "sections": [*CONTEXT["sections"], *filler], **extra}
    code = "0000-1111-2222-3333-4444-5555-6666"
    context |= {"proof": {"code": code, "address": "http://localhost/verificar/"}}
    pictures = {"qr": codes.qr(code, "http://localhost/verificar/")}
    return render.pdf("documents/record.html", context, title="Constancia", pictures=pictures)


def sealed(at: datetime = AT, pages: int = 1, **extra: object) -> bytes:
    """Give a sealed document."""
    return seal(printed(pages, **extra), reason="Constancia", at=at)
