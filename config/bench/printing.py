"""Printing and sealing a signed record, beside WeasyPrint alone with the same page."""

import weasyprint
from django.template.loader import get_template
from django.utils import timezone, translation

from casework.documents import codes, render
from casework.documents.fetching import PackagedOnly
from casework.documents.press import STYLE_FILE, press
from casework.documents.seal import seal
from consent import paper

from .pages import text_of
from .table import Row, verdict
from .timing import Times

LIMIT = 1.5


def sealing_row(repetitions: int) -> Row:
    """Measure the record of a consent. The reference, too, keeps its fonts and style sheet."""
    context, picture = _content()
    title, at = paper.RECORD_TITLE, timezone.now()
    with translation.override("es"):
        values = {**context, "title": title, "language": "es"}
        page = get_template(paper.TEMPLATE).render(values)
    ours, bare = Times(), Times()
    for turn in range(repetitions + 1):
        with ours.one():
            printed = render.pdf(paper.TEMPLATE, context, title=title, pictures={"qr": picture})
            seal(printed, reason=title, at=at)
        with bare.one():
            _bare(page, picture)
        if turn == 0:  # fonts and keys are opened once
            ours.taken.clear()
            bare.taken.clear()
    ratio = ours.median / bare.median
    return Row(
        "Printing and sealing a record",
        str(ours),
        reference=f"WeasyPrint {bare.median:.1f} ms",
        ratio=f"{ratio:.2f}x",
        limit=f"{LIMIT}x",
        verdict=verdict(ratio, LIMIT),
    )


def _content() -> tuple[dict[str, object], bytes]:
    """Give the content of a record, and its QR picture."""
    text = text_of()
    choices = [(item, True) for item in text.items.all()]
    signed = {"Nombre": "María Ficticia Prueba", "Documento": "38.000.000-7", "Fecha": "01-01-2026"}
    proof = {"Sesión": "0123456789abcdef", "Hora": paper.moment(timezone.now())}
    code, address = codes.new_code(), codes.checking_address()
    content = paper.record_page(text, choices, signed, proof)
    content |= {"demo": True, "proof": {"code": code, "address": address}}
    return content, codes.qr(code, address)


def _bare(page: str, picture: bytes) -> bytes:
    fonts = press().fonts
    if not _STYLE:
        style = STYLE_FILE.read_text(encoding="utf-8")
        _STYLE.append(weasyprint.CSS(string=style, font_config=fonts, url_fetcher=PackagedOnly({})))
    source = PackagedOnly({"qr": picture})
    html = weasyprint.HTML(string=page, base_url="packaged:", url_fetcher=source)
    written: bytes = html.write_pdf(stylesheets=_STYLE, font_config=fonts, pdf_variant="pdf/ua-1")
    return written


_STYLE: list[weasyprint.CSS] = []
