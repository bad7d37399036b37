"""Serves the pages; what every anonymous visitor would see alike is kept for a minute.

Only a plain request is answered from memory: no cookie, no query, nobody in particular. So no
answer can carry somebody's name, token or settings to somebody else. An answer whose minute is over
is drawn anew, and is still good for when the database does not answer (`last_known`).
"""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe
from wagtail.views import serve

from casework.access.principals import ANONYMOUS

from . import moved

STORE = "pages"
# Shared caches may keep a page for as long as we do; a browser asks again every time.
FRESHNESS = "public, max-age=0, s-maxage=60"
FRESH, KEPT = 60.0, 86_400  # seconds an answer is as good as new; and is kept for a bad day
Kept = tuple[bytes, str, str, float]  # body, its language, its kind, when by the process's clock


def forget_all(**kwargs: object) -> None:
    """Drop every kept page: something was published."""
    caches[STORE].clear()


def is_plain(request: HttpRequest) -> bool:
    """Say whether a request tells nothing about who makes it."""
    return _tells_nothing(request) and getattr(request, "principal", None) is ANONYMOUS


def _tells_nothing(request: HttpRequest) -> bool:
    asks = request.method in {"GET", "HEAD"} and not request.META.get("QUERY_STRING")
    return asks and not request.COOKIES


class KeptFirst:
    """Answers what is kept before sessions, doors and the database are asked for anything.

    A request without cookies is nobody's, so nothing behind would have said anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = (
            _kept(request, get_language_from_request(request)) if _tells_nothing(request) else None
        )
        return kept or self.get_response(request)


def keeps(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a view's answer to plain requests for a minute, by its address and language."""

    @wraps(view)
    def kept_for_all(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not is_plain(request):
            return _private(view(request, *args, **more))
        language = get_language() or ""
        return _kept(request, language) or _keep(request, language, view(request, *args, **more))

    return kept_for_all


def last_known(request: HttpRequest) -> HttpResponse | None:
    """Give what this process last answered at an address to whoever is nobody in particular."""
    if not _tells_nothing(request):
        return None
    kept = caches[STORE].get(_key(request, get_language_from_request(request)))
    return _answer(kept, "no-store") if kept else None


def _keep(request: HttpRequest, asked: str, response: HttpResponse) -> HttpResponse:
    """Keep an answer if everybody would get the same; give it as all will get it."""
    response = _rendered(response)
    if not is_common(request, response):
        return response
    # A page may speak a language of its own, whatever the browser asks for.
    spoken = response.get("Content-Language", asked)
    kept = response.content, spoken, response["Content-Type"], time.monotonic()
    caches[STORE].set(_key(request, asked), kept, KEPT)
    return _answer(kept, FRESHNESS)


def _kept(request: HttpRequest, asked: str) -> HttpResponse | None:
    """Give the answer that is kept and as good as new. asked: the browser's language."""
    kept = caches[STORE].get(_key(request, asked))
    fresh = kept is not None and time.monotonic() - kept[-1] <= FRESH
    return _answer(kept, FRESHNESS) if fresh else None


def _answer(kept: Kept, freshness: str) -> HttpResponse:
    body, language, kind, _since = kept
    headers = {
        "Cache-Control": freshness, "Vary": "Cookie, Accept-Language",
        "Content-Language": language, "Content-Length": str(len(body)),
    }  # fmt: skip
    return HttpResponse(body, headers=headers, content_type=kind)


def _key(request: HttpRequest, asked: str) -> str:
    """Give what an answer is kept by: a digest, for addresses are longer than keys may be."""
    place = f"{request.get_host()}|{asked}|{request.path}"
    return hashlib.sha256(place.encode(errors="surrogatepass")).hexdigest()


@require_safe
@keeps
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer the page at an address, or lead to where it went."""
    try:
        return serve(request, path)
    except Http404:
        instead = moved.address(request)
        if instead is None:
            raise
        address, for_good = instead
        return redirect(address, permanent=for_good)


def is_common(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether an answer is the same for everybody: a whole page that sets no cookie."""
    sets_cookie = bool(response.cookies) or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return response.status_code == 200 and not response.streaming and not sets_cookie


def _rendered(response: HttpResponse) -> HttpResponse:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _private(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
