"""The staff door: who is asking, whether both factors were shown, whether the clocks still run.

Every page under /gestion and /cms is closed unless its gate says otherwise; exceptions carry their
name in code (`gates.open_door`, `gates.half_way`). Outside the staff zone a session that did not
pass both factors counts for nothing: the visitor is nobody.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from . import accounts, gates, sessions, unsent
from .models import LiveSession
from .operators import principal_for
from .principals import ANONYMOUS, Staff

ZONE = ("/gestion", "/cms")
HALF_SINCE = "door_half_since"


def in_zone(path: str) -> bool:
    """Say whether a path belongs to the staff zone."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in ZONE)


class StaffDoor:
    """Sets `request.principal` and `request.live_session`; sends everybody else to the entrance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _remember(request, None)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            found = sessions.find(request.session, at=timezone.now())
            if found is not None:
                sessions.lend_account(request, found.live)
            if request.user.is_authenticated:
                _recognise(request, found)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Open or refuse, before the view runs."""
        gate = gates.gate_of(view)
        if not in_zone(request.path_info) or gate == gates.OPEN:
            return None
        if not request.user.is_authenticated:
            return _to(request, "staff:login", back=unsent.note(request) or _asked(request))
        if not isinstance(getattr(request, "principal", None), Staff):
            return None if gate == gates.HALF else _half_way(request)
        return _inside(request, gate)


def _recognise(request: HttpRequest, found: sessions.Arrival | None) -> None:
    """Find out what the session is worth; one that is worth nothing is closed."""
    if not request.user.is_verified():  # type: ignore[union-attr]
        _half_session(request)
        return
    at = timezone.now()
    clock = sessions.ran_out(found.live, at) if found else "ended"
    if found is None or clock:
        _close(request, found.live if found else None, clock)
        return
    if in_zone(request.path_info):
        sessions.touch(found.live, at)
        _remember(request, found)


def _remember(request: HttpRequest, found: sessions.Arrival | None) -> None:
    request.live_session = found.live if found else None  # type: ignore[attr-defined]
    request.principal = ANONYMOUS  # type: ignore[attr-defined]
    if found is not None:
        request.has_signed = found.signed  # type: ignore[attr-defined]
        request.principal = principal_for(  # type: ignore[attr-defined]
            found.live.operator, timezone.now(), signed=found.signed, granted=found.granted,
            officer=found.officer, recorded=found.certified,
        )  # fmt: skip


def _half_session(request: HttpRequest) -> None:
    """One factor shown: good for a quarter of an hour, in the staff zone only."""
    since = request.session.get(HALF_SINCE, 0)
    if time.time() - since > settings.STAFF_IDLE_SECONDS:
        logout(request)
    elif not in_zone(request.path_info):
        request.user = AnonymousUser()


def _close(request: HttpRequest, live: LiveSession | None, why: str) -> None:
    if live is not None:
        accounts.note_exit(live.operator, at=timezone.now(), why=why)
        live.delete()
    logout(request)
    if in_zone(request.path_info):
        messages.info(request, said(why))


def said(why: str) -> str:
    """Give the words for why a session was closed."""
    return {
        "idle": _(
            "Your session was closed because it was not used for a while. Please come in again."
        ),
        "absolute": _("Your session reached its longest time. Please come in again."),
    }.get(why, _("Your session was ended. Please come in again."))


def _half_way(request: HttpRequest) -> HttpResponse:
    """An account that still owes its second factor sees the enrolment and nothing else."""
    if accounts.factors(request.user):  # type: ignore[arg-type]
        logout(request)
        return _to(request, "staff:login", back=_asked(request))
    return _to(request, "staff:add-factor")


def _inside(request: HttpRequest, gate: str) -> HttpResponse | None:
    """Both factors shown: first what she owes, then whether the page is named at all."""
    live: LiveSession = request.live_session  # type: ignore[attr-defined]
    owes = None
    if gate in {gates.HALF, gates.STAFF} and _is_own_page(request):
        return None
    if live.operator.temporary_until is not None:
        owes = "staff:password"
    elif not request.has_signed:  # type: ignore[attr-defined]
        owes = "staff:undertaking"
    if owes:
        return _to(request, owes)
    if request.path_info.startswith("/cms"):
        may = request.user.has_perm("wagtailadmin.access_admin")
        return None if may else gates.deny(request, _("Only editors work here."), "editor")
    if _is_nowhere(request):
        raise Http404
    return None if gate else gates.deny(request, _("This page has no rule yet."), "gate")


# What somebody may do before she paid what she owes.
OWN_PAGES = frozenset({"staff:logout", "staff:password", "staff:undertaking", "staff:codes",
                       "staff:add-factor", "staff:sessions"})  # fmt: skip


def _is_own_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in OWN_PAGES


def _is_nowhere(request: HttpRequest) -> bool:
    """Say whether only the open site's catch-all answers this address: a slip of the keyboard."""
    match = request.resolver_match
    return match is not None and match.url_name == "wagtail_serve"


def _asked(request: HttpRequest) -> str:
    """Give the page somebody asked for, to open it once she is in."""
    return request.get_full_path() if request.method == "GET" else ""


def _to(request: HttpRequest, name: str, *, back: str = "") -> HttpResponse:
    url = reverse(name)
    if back:
        url = f"{url}?next={quote(back)}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse(name))
    return redirect(url)
