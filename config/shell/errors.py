"""Pages for when something goes wrong. They still help, and need no database."""

import sys
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_ratelimit.exceptions import Ratelimited

from casework.access.gates import refused
from portal.site import outage

from .context import fixed_parts

WORK = ("/gestion/", "/cms/")
FALLBACK = Path(__file__).resolve().parents[1] / "static" / "siivbg" / "pausa.html"


def error_page(request: HttpRequest | None, status: int, reason: str = "") -> HttpResponse:
    """Give the page for a status. `reason` is a sentence of ours, never text of an exception.

    Nothing of the request is printed, and no context processor runs: the page holds even when
    the database does not answer. If even the templates fail, a fixed page is given.
    """
    titles = _words()
    title, text = titles.get(status, titles[500])
    context = {"status": status, "title": title, "text": text, "reason": reason}
    try:
        page = render_to_string("errors/page.html", {**context, "shell": fixed_parts(ask=False)})
    except Exception:  # the last line of defence: whatever failed, she gets a page
        return HttpResponseServerError(FALLBACK.read_bytes())
    return HttpResponse(page, status=status)


def _words() -> dict[int, tuple[str, str]]:
    return {
        400: (_("We did not understand the request"), _("Go back and try again.")),
        403: (_("You cannot open this page"), _("Your session may have ended. Enter again.")),
        404: (_("We did not find this page"), _("Check the address, or start from the home page.")),
        429: (_("Too many attempts"), _("Wait a few minutes and try again.")),
        500: (
            _("Something failed on our side"),
            _("It was not you. Try again in a few minutes."),
        ),
    }


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 when a limit was reached; at work, 403 with its reason (gates); elsewhere a plain 403."""
    if isinstance(exception, Ratelimited):
        return error_page(request, 429)
    if request.path.startswith(WORK):
        return refused(request, exception)
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same bytes for what is not there and for what is not hers to see."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; without the database, the copy of a help page if there is one."""
    kept = outage.answer(request) if outage.began(sys.exc_info()[1]) else None
    return kept or error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that waited too long; the framework's technical reason stays out."""
    return error_page(request, 403, _("The form waited too long. Open the page and send it again."))
