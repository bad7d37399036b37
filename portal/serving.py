"""Serves the pages; what every anonymous visitor would see alike is kept for a minute.

Only a plain request is answered from memory: no cookie, no query, nobody in particular. So no
answer can carry somebody's name, token or settings to somebody else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve

from casework.access.principals import ANONYMOUS

from . import moved

STORE = "pages"
# Shared caches may keep a page for as long as we do; a browser asks again every time.
FRESHNESS = "public, max-age=0, s-maxage=60"


def forget_all(**kwargs: object) -> None:
    """Drop every kept page: something was published."""
    caches[STORE].clear()


def is_plain(request: HttpRequest) -> bool:
    """Say whether a request tells nothing about who makes it."""
    principal = getattr(request, "principal", None)
    return not request.COOKIES and not request.META.get("QUERY_STRING") and principal is ANONYMOUS


def keeps(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a view's answer to plain requests for a minute, by its address and language."""

    @wraps(view)
    def kept_for_all(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not is_plain(request):
            return _private(view(request, *args, **more))
        key = f"{request.get_host()}|{get_language()}|{request.path}"
        kept = caches[STORE].get(key)
        if kept is None:
            response = _rendered(view(request, *args, **more))
            if not is_common(request, response):
                return response
            # A page may speak a language of its own, whatever the browser asks for.
            language = response.get("Content-Language", get_language() or "")
            kept = response.content, language, response["Content-Type"]
            caches[STORE].set(key, kept)
        body, language, kind = kept
        answered = {"Cache-Control": FRESHNESS, "Vary": "Cookie", "Content-Language": language}
        return HttpResponse(body, headers=answered, content_type=kind)

    return kept_for_all


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
