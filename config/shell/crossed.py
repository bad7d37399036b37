"""The page for whoever was stopped by somebody else's act: what she wrote, and how things stand."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from casework.drafts.returning import keep_unsent
from casework.drafts.tickets import FIELD

from .context import fixed_parts

OURS = frozenset({"csrfmiddlewaretoken", FIELD})
# What is typed in these is never printed back: passwords, keys, codes of an app.
SECRET = re.compile(r"pass|clave|key|token|otp|secret|code|run|document", re.IGNORECASE)


def answer(request: HttpRequest) -> HttpResponse:
    """Give 409 with what was typed; a form that is kept is kept, and comes back on its own page.

    Printed back are words, which somebody thought about; the rest goes again with one press. No
    context processor runs, and nothing is asked of the database but what keeps the form.
    """
    kept = keep_unsent(request)
    sent = [(name, one) for name, every in request.POST.lists() for one in every]
    sent = [(name, str(one)) for name, one in sent if name not in OURS]
    context = {
        "kept": kept,
        "back": kept or _came_from(request),
        "words": [] if kept else list(_words(sent)),
        "again": [] if any(SECRET.search(name) for name, _one in sent) else sent,
        "path": request.get_full_path(),
        "files": bool(request.FILES),
        "csrf_token": get_token(request),
        "shell": fixed_parts(ask=False),
    }
    return HttpResponse(render_to_string("errors/crossed.html", context), status=409)


def _came_from(request: HttpRequest) -> str:
    """Give the page the form stands on, which is not always where it is sent."""
    said = request.headers.get("Referer", "")
    ours = {request.get_host()}
    if said and url_has_allowed_host_and_scheme(said, ours, require_https=request.is_secure()):
        parts = urlsplit(said)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.path


def _words(sent: list[tuple[str, str]]) -> Iterator[str]:
    """Give what reads as words: codes, numbers and marks of the page are no loss."""
    for name, one in sent:
        text = one.strip()
        if " " in text and re.search(r"[^\W\d_]", text) and not SECRET.search(name):
            yield text
