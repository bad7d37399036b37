"""From a template to a tagged, accessible PDF: same input, same bytes (safety 5, report II.7)."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pydyf
import weasyprint
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from weasyprint.urls import FatalURLFetchingError

from .fetching import OutsideAsset, PackagedOnly
from .neutral import check_neutral
from .press import FOLDER, STYLE_FILE, Press, fast_subsetting_available, press

__all__ = ["OutsideAsset", "edition", "fast_subsetting_available", "pdf"]

PRODUCER = "Documento"
MARGIN = "width: 18mm; text-align: center; font: bold 9pt Roboto; color: #5b1670"
_PARENT = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")


def pdf(
    template: str,
    context: Mapping[str, object],
    *,
    title: str,
    language: str = "es",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Give the document as a PDF/UA file.

    title: shown by readers and kept in the file, so it must be neutral (NotNeutral if not).
    pictures: PNG files the template may use as `packaged:<name>`. Everything in the context is
    escaped, even text marked safe. Raises OutsideAsset when the page asks for anything else.
    """
    check_neutral(title)
    with translation.override(language):
        page = get_template(template).render(
            {**_unsafe(dict(context)), "title": title, "language": language}
        )
    return print_page(page, pictures or {})


def print_page(page: str, pictures: Mapping[str, bytes]) -> bytes:
    """Turn one HTML page into PDF bytes. The file's id comes from the page itself."""
    ready = press()
    html = weasyprint.HTML(string=page, base_url="packaged:", url_fetcher=PackagedOnly(pictures))
    try:
        written: bytes = html.write_pdf(
            stylesheets=[ready.style, *marks(ready)],
            font_config=ready.fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
            finisher=_neutral_metadata,
        )
    except FatalURLFetchingError:
        raise OutsideAsset("A document may use packaged pictures only.") from None
    return written


def marks(ready: Press) -> list[weasyprint.CSS]:
    """Give what each paper of the training copy carries on its margin: that it is worth nothing."""
    if not settings.PRACTICE:
        return []
    mark = f'@page {{ @left-middle {{ content: "{_("Practice, not valid")}"; {MARGIN} }} }}'
    return [weasyprint.CSS(string=mark, font_config=ready.fonts, url_fetcher=PackagedOnly({}))]


def edition(template: str) -> str:
    """Give the fingerprint of all that shapes a document besides its content.

    Template and the ones it builds on, style, fonts and renderer: kept as evidence of the exact
    edition somebody signed (safety 5).
    """
    digest = hashlib.sha256(weasyprint.__version__.encode())
    for source in (*_sources(template), STYLE_FILE.read_bytes()):
        digest.update(hashlib.sha256(source).digest())
    for font in _fonts():
        digest.update(font)
    return digest.hexdigest()[:32]


@cache
def _fonts() -> list[bytes]:
    """Give the digest of each font; they come with the program and stay while it runs."""
    fonts = sorted((FOLDER / "fonts").glob("*.ttf"))
    return [hashlib.sha256(font.read_bytes()).digest() for font in fonts]


def _sources(template: str) -> list[bytes]:
    source: str = get_template(template).template.source  # type: ignore[attr-defined]
    found = [source.encode()]
    for parent in _PARENT.findall(source):
        found += _sources(parent)
    return found


def _unsafe(value: Any) -> Any:
    """Take the "safe" mark off every text, so that the template escapes it."""
    if isinstance(value, SafeString | Promise):
        return str.__str__(str(value))
    if isinstance(value, Mapping):
        return {key: _unsafe(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_unsafe(inner) for inner in value]
    return value


def _neutral_metadata(_document: Any, written: Any) -> None:
    """Replace the program's name and version by one fixed word, in both places of the file."""
    written.info["Producer"] = pydyf.String(PRODUCER)
    name = f"WeasyPrint {weasyprint.__version__}".encode()
    for item in written.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.stream = [part.replace(name, PRODUCER.encode()) for part in item.stream]
