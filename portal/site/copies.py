"""Copies of the help pages on the disk, as any stranger sees them, for when nothing else works.

Written when something is published, when the product starts, and again and again meanwhile
(`tend_site`). A page that is gone loses its copy.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from casework.access.principals import ANONYMOUS
from portal.directory import places

# Kinds of page that help; documents, courses and news wait for the database.
KINDS = ("homepage", "sectionpage", "contentpage", "privacypage")
APART = ("/protocolos/", "/orientaciones-tecnicas/", "/formacion/", "/noticias/")
_MAIN = b'<main id="contenido" tabindex="-1">'


def folder() -> Path:
    """Give where the copies are."""
    return Path(settings.COPIES_DIR)


def addresses() -> Iterator[str]:
    """Give the address of every page worth a copy."""
    pages = Page.objects.live().public().filter(depth__gt=1, content_type__model__in=KINDS)
    for page in pages.order_by("path"):
        if page.url and not page.url.startswith(APART):
            yield page.url
    for name in ("phones", "directory:map"):
        yield from (reverse(name), reverse(f"{name}-english"))
    for region in places.regions():
        address = reverse("directory:region", args=[region.pk])
        yield from (address, f"{address}english/")


def refresh() -> int:
    """Write every copy anew and drop what is no page any more. Gives how many there are."""
    folder().mkdir(parents=True, exist_ok=True)
    written = {_file(address) for address in list(addresses()) if _write(address)}
    for file in folder().iterdir():
        if file not in written:
            file.unlink(missing_ok=True)
    return len(written)


def read(path: str) -> bytes | None:
    """Give the copy of an address, if there is one."""
    try:
        return _file(path).read_bytes()
    except OSError:
        return None


def _file(address: str) -> Path:
    """Give the file of an address; what somebody writes in an address names no file of ours."""
    return folder() / f"{hashlib.sha256(address.encode()).hexdigest()[:40]}.html"


def _write(address: str) -> bool:
    language = "en" if address.endswith("english/") else "es"
    with override("es"):
        response = _drawn(address)
    if response is None or response.status_code != 200 or _MAIN not in response.content:
        return False
    with override(language):
        moment = timezone.localtime().strftime("%d-%m-%Y %H:%M")
        said = _("Copy of this page, kept on %(moment)s. The rest of the site does not work now.")
    note = format_html('<p class="hint">{}</p>', said % {"moment": moment}).encode()
    _put(_file(address), response.content.replace(_MAIN, _MAIN + note, 1))
    return True


def _drawn(address: str) -> HttpResponse | None:
    """Draw a page as a stranger without cookies sees it."""
    request = _request(address)
    view, args, more = resolve(address)
    try:
        response = view(request, *args, **more)
    except Http404:
        return None
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _request(address: str) -> WSGIRequest:
    origin = urlsplit(settings.PUBLIC_ORIGIN)
    request = WSGIRequest({
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "HTTP_HOST": origin.netloc,
        "SERVER_NAME": origin.hostname or "", "SERVER_PORT": str(origin.port or 443),
        "wsgi.url_scheme": origin.scheme, "wsgi.input": BytesIO(),
    })  # fmt: skip
    request.principal = ANONYMOUS  # type: ignore[attr-defined]
    return request


def _put(file: Path, content: bytes) -> None:
    """Put a file in place whole: whoever reads meanwhile gets the one before."""
    handle, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)  # half a file takes room a full disk does not have
        raise
