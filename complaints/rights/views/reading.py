"""The queue, one request with its history, its papers, and the whole file for the Agency."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.documents import actions as documents
from casework.documents.downloads import answer
from casework.documents.models import StoredFile
from casework.documents.neutral import download_name
from casework.documents.seal import SealFailed
from casework.documents.store import FileLost, StoreFull
from casework.survivors.views.getters import changeable, page

from .. import (
    acts,
    claim_actions,
    heir_actions,
    port,
    proxies,
    queries,
    rules,
    shown,
)
from ..matches import actions as match_actions
from ..models import RightsRequest
from ..states import FINAL
from .getters import request_or_404

PAGE = 30
TAB = "rights:hers"


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what is open, the next to end first; or what is over."""
    by, at = principal_of(request), timezone.now()
    closed = request.GET.get("estado") == "cerradas"
    rows = queries.over(by) if closed else queries.still_open(by)
    shown_page = Paginator(rows.select_related("survivor", "centre"), PAGE).get_page(
        request.GET.get("pagina")
    )
    record(Verb.READ_LIST, by=by.actor, at=at, purpose="request")
    context = {
        "lines": shown.lines(list(shown_page.object_list), by, at),
        "page": shown_page,
        "closed": closed,
        "officer": by.may(Right.ANSWER_REQUESTS),
        "mine": by.operator_id,
        "doubts": match_actions.in_doubt(by),
    }
    return render(request, "rights/queue.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def hers(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show, in her file, what was asked about her data, and what she said of her heirs."""
    survivor = changeable(request, survivor_id)
    by, at = principal_of(request), timezone.now()
    rows = queries.of_survivor(survivor, by)
    context = page(
        request, survivor, TAB, lines=shown.lines(rows, by, at),
        wish=heir_actions.wish_of(survivor),
    )  # fmt: skip
    return render(request, "rights/hers.html", context)


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_GET
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show one request: its clock, what is asked, what may be done, what happened."""
    by, at = principal_of(request), timezone.now()
    found = request_or_404(request, request_id)
    return render(request, "rights/request.html", _page(found, by, at))


def _page(found: RightsRequest, by: Staff, at: datetime) -> dict[str, object]:
    events = list(found.events.order_by("order"))
    fulfiller = port.fulfiller_for(found)
    working = found.state in ("working", "reviewing")
    left = found.state in ("decided", "answered") and found.outcome != "refused"
    people = shown.names_of([found.assigned_to, found.prepared_by, found.decided_by])
    return {
        "found": found,
        "clock": shown.clock_of(found, at),
        "owner": shown.owner_of(found, people),
        "preparer": people.get(found.prepared_by) if found.prepared_by else "",
        "decider": people.get(found.decided_by) if found.decided_by else "",
        "happenings": shown.happenings(events),
        "papers": list(found.papers.order_by("at")),
        "sealed": queries.sealed_of(found),
        "sendings": list(found.sendings.order_by("at")),
        "claims": list(found.claims.order_by("notified_at")),
        "acts": acts.open_acts(found),
        "standing": proxies.standing(found),
        "lacks": [rules.missing_words(code) for code in found.lacks],
        "preview": fulfiller.preview(found, by, at) if fulfiller and working else None,
        "hand_over": fulfiller.preview(found, by, at).address if fulfiller and left else "",
        "late_ways": queries.late_ways(found, at),
        "waits": found.hold_until is not None and at < found.hold_until,
        "mendable": found.survivor_id is not None and found.state in match_actions.MENDABLE,
        "over": found.state in FINAL,
    }


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_GET
def paper(request: HttpRequest, request_id: UUID, paper_id: UUID) -> HttpResponse:
    """Open a paper that came with it."""
    found = request_or_404(request, request_id)
    row = found.papers.select_related("stored_file").filter(pk=paper_id).first()
    if row is None:
        raise Http404
    return _opened(request, row.stored_file)


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_GET
def sealed(request: HttpRequest, request_id: UUID, document_id: UUID) -> HttpResponse:
    """Open the receipt, a notice or the answer, as sealed."""
    found = request_or_404(request, request_id)
    row = next((one for one in queries.sealed_of(found) if one.pk == document_id), None)
    if row is None:
        raise Http404
    return _opened(request, row.stored)


def _opened(request: HttpRequest, stored: StoredFile) -> HttpResponse:
    by = principal_of(request).actor
    content = documents.read_file(stored=stored, by=by, at=timezone.now(), purpose="request")
    return answer(stored, content, inline=True)


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_POST
def export(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Give the whole file of a request as one ZIP, for the Agency (law DP-70)."""
    found = request_or_404(request, request_id)
    try:
        packed = claim_actions.export_file(
            request=found, by=principal_of(request), at=timezone.now()
        )
    except (SealFailed, StoreFull, FileLost):
        messages.error(request, _("It could not be put together now. Try again in a while."))
        return redirect("rights:request", found.pk)
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{download_name("zip")}"'
    response["Cache-Control"] = "no-store, private"
    return response
