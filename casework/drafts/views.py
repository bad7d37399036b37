"""Keeping what is typed, forgetting it, and the list of what was kept."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_ratelimit.core import get_usage

from casework.access import sessions
from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.identity import vault

from . import actions, merging, queries
from .tickets import FIELD, BadTicket, Ticket, read

RATE = "120/m"  # a save every few seconds, in several windows


def _ticket_of(request: HttpRequest) -> Ticket:
    """Give the ticket that came with the form. Raises Http404."""
    try:
        return read(request.POST.get(FIELD, ""), operator_id=principal_of(request).operator_id)
    except BadTicket:
        raise Http404 from None


@staff_may(Right.OPEN_CASES)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what was typed so far; tell when, and how long the session lasts now."""
    by, at = principal_of(request), timezone.now()
    usage = get_usage(
        request, group="drafts", key=lambda *_: str(by.operator_id), rate=RATE, increment=True
    )
    if usage and usage["should_limit"]:
        return JsonResponse({}, status=429)
    ticket = _ticket_of(request)
    fields = merging.words_of(request.POST)
    heading = str(request.POST.get(merging.HEADING, ""))
    try:
        kept = actions.keep(ticket=ticket, fields=fields, heading=heading, by=by, at=at)
    except actions.TooLarge:
        return JsonResponse({}, status=413)
    except (vault.KeyDestroyed, vault.KeyUnavailable):
        return JsonResponse({}, status=410)
    left, more = sessions.left(request.live_session, at)  # type: ignore[attr-defined]
    said = date_format(timezone.localtime(at), "H:i") if kept else ""
    return JsonResponse({"at": said, "left": left, "more": more})


@staff_may(Right.OPEN_CASES)
@require_GET
def seal(request: HttpRequest) -> HttpResponse:
    """Give a page that outlived a session the seal of the new one, to send its words with."""
    return JsonResponse({"seal": get_token(request)})


@staff_may(Right.OPEN_CASES)
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Forget what came back, and show the form as it is in the file."""
    ticket = _ticket_of(request)
    by, at = principal_of(request), timezone.now()
    actions.let_go(name=ticket.name, about=ticket.about_id, by=by, at=at)
    messages.success(request, _("The draft was discarded."))
    return redirect(ticket.path)


@staff_may(Right.OPEN_CASES)
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """List what she left unsaved, and her words that somebody replaced."""
    found = queries.all_kept(principal_of(request))
    context = {
        "drafts": [one for one in found if one.kind == "draft"],
        "replaced": [one for one in found if one.kind == "replaced"],
    }
    return render(request, "drafts/kept.html", context)


@staff_may(Right.OPEN_CASES)
@require_POST
def dismiss(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Forget one text of the list."""
    actions.dismiss(draft_id=draft_id, by=principal_of(request), at=timezone.now())
    messages.success(request, _("The draft was discarded."))
    return redirect("drafts:kept")
