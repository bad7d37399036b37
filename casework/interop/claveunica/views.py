"""The doors of a ClaveUnica login: in, back, out."""

import logging
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from . import attempts
from .access_log import record_access
from .client import begin, finish
from .errors import ClaveUnicaError
from .provider import provider
from .registry import DOORS, close_all, handler_for

logger = logging.getLogger("casework.interop.claveunica")


@require_GET
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Begin a login. `puerta`: which door; `sigue`: an internal URL name to go on to."""
    purpose = DOORS.get(request.GET.get("puerta", ""))
    if purpose is None:
        raise Http404
    try:
        return begin(request, purpose=purpose, next_name=_known(request.GET.get("sigue", "")))
    except ClaveUnicaError as problem:
        return trouble(request, problem, purpose)


@require_GET
@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the return of a login and hand the identity to whoever asked for it."""
    purpose = attempts.purpose_of(request)
    try:
        identity = finish(request)
    except ClaveUnicaError as problem:
        response = trouble(request, problem, purpose)
    else:
        record_access(identity)
        rotate_token(request)
        response = handler_for(identity.purpose)(request, identity)
    attempts.forget(request, response)
    return response


@require_http_methods(["GET", "POST"])
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """End the local sessions, then go and end the provider's. A GET only asks."""
    if request.method != "POST":
        return render(request, "claveunica/leave.html")
    response = HttpResponseRedirect(reverse("claveunica:closing"))
    response.status_code = 303
    close_all(request, response)
    return response


@require_GET
@never_cache
def closing(request: HttpRequest) -> HttpResponse:
    """Take the whole window to the provider's logout, then home. Needs and ends no local session.

    The navigation is of the whole window, with or without scripts: in a frame or a call from a
    script the provider's session would stay open. The provider may redirect or answer 204 and
    leave this page standing; then a timer, or the link, goes home (interop.md 1.2).
    """
    chosen = provider()
    address = f"{chosen.logout_url}?{urlencode({'redirect': chosen.logout_uri}, safe=':/')}"
    context = {"logout_url": address, "home": chosen.logout_uri}
    response = render(request, "claveunica/closing.html", context)
    response["Refresh"] = f"0; url={address}"
    return response


def trouble(request: HttpRequest, problem: ClaveUnicaError, purpose: str) -> HttpResponse:
    """Show the kind page of an error: what happened, what to do, the other ways in."""
    logger.warning("login refused status=%s reason=%s", problem.status, problem.reason)
    door = next((word for word, name in DOORS.items() if name == purpose), "")
    staff = purpose == "staff"
    page = "shell/public.html" if staff else "shell/survivor.html"
    context = {"problem": problem, "door": door, "staff": staff, "page": page}
    return render(request, "claveunica/trouble.html", context, status=problem.status)


def _known(name: str) -> str:
    """Give the URL name if it is one of ours, else nothing: an address is never accepted."""
    try:
        reverse(name)
    except NoReverseMatch:
        return ""
    return name
