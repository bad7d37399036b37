"""Her questions and complaints, from her own space: writing, reading, adding (law 4)."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.documents import actions as documents
from casework.documents import downloads
from casework.documents.models import SealedDocument
from casework.documents.store import StoreFull
from complaints.models import Ticket, TicketFile
from complaints.oirs import own_actions, queries, receipts, rules, shown
from complaints.oirs.actions import OirsRefused
from complaints.oirs.choices import Way
from complaints.oirs.filing import Writing, file
from complaints.oirs.forms import PaperForm, SayForm, WriteForm

from .. import asking, sessions
from ..forms import BAD_FILE, FILED, LACKING, LATER, TOO_MANY
from ..gates import own_space, present_of, principal_of
from ..telling import notice_of, see_other, told_once

FORM = "writing"
PAGE = "selfservice:questions"


@require_http_methods(["GET", "POST"])
@own_space
def written(request: HttpRequest) -> HttpResponse:
    """Show all she wrote, and a place to write; take what she writes."""
    present = present_of(request)
    assert present is not None
    if request.method == "POST":
        return _write(request, present)
    at, notice = timezone.now(), notice_of(request)
    typed = sessions.typed_in(present, FORM)
    form = WriteForm(dict(typed)) if notice == LACKING else WriteForm(initial=typed)
    form.full_clean()
    context = {
        "form": form, "notice": notice,
        "threads": [_shown(one, at) for one in queries.tickets_of(principal_of(request))],
    }  # fmt: skip
    return told_once(request, render(request, "selfservice/writing.html", context))


def _shown(ticket: Ticket, at: datetime) -> dict[str, object]:
    return {
        "ticket": ticket, "entries": queries.what_she_reads(ticket), "files": ticket.files.all(),
        "objections": shown.objection_words(ticket), "delay": shown.delay_words(ticket),
        "receipt": receipts.has_receipt(ticket),
        "late": rules.may_denounce(ticket.ends_at, at, ticket.state, ticket.denounced_at),
    }  # fmt: skip


def _write(request: HttpRequest, present: sessions.Present) -> HttpResponse:
    form = WriteForm(request.POST)
    if not form.is_valid():
        sessions.keep_typed(present, FORM, WriteForm.typed_in(request.POST))
        return see_other(PAGE, LACKING)
    if asking.too_many(present, asking.WRITING):
        sessions.keep_typed(present, FORM, WriteForm.typed_in(request.POST))
        return see_other(PAGE, TOO_MANY)
    by, data = principal_of(request), form.cleaned_data
    writing = Writing(
        kind=data["kind"], words=data["words"], way=Way.SPACE, survivor_id=by.survivor_id
    )
    file(writing=writing, by=by, at=timezone.now())
    sessions.keep_typed(present, FORM, {})
    return see_other(PAGE, FILED)


@require_POST
@own_space
def add(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Add words or a file to one of hers, or say that its answer is late.

    A file goes apart: when the line drops on its way, what she wrote is already here.
    """
    by, at = principal_of(request), timezone.now()
    ticket = Ticket.objects.visible_to(by).filter(pk=ticket_id).first()
    if ticket is None:
        raise Http404
    words, papers = SayForm(request.POST), PaperForm(request.POST, request.FILES)
    try:
        if "delay" in request.POST:
            own_actions.denounce_delay(ticket=ticket, by=by, at=at)
        elif "file" in request.POST and not papers.is_valid():
            return see_other(PAGE, BAD_FILE)
        elif "file" in request.POST:
            own_actions.say(ticket=ticket, words="", by=by, at=at, files=papers.papers())
        elif words.is_valid():
            own_actions.say(ticket=ticket, words=words.cleaned_data["more"], by=by, at=at)
    except StoreFull:
        return see_other(PAGE, BAD_FILE)
    except OirsRefused:
        return see_other(PAGE)
    return see_other(PAGE)


@require_GET
@own_space
def paper(request: HttpRequest, ticket_id: UUID, file_id: UUID) -> HttpResponse:
    """Open a file that went with one of hers, in the page: nothing stays among the downloads."""
    by = principal_of(request)
    rows = TicketFile.objects.filter(ticket__in=Ticket.objects.visible_to(by), ticket=ticket_id)
    row = rows.select_related("stored_file").filter(pk=file_id).first()
    if row is None:
        raise Http404
    content = documents.read_file(
        stored=row.stored_file, by=by.actor, at=timezone.now(), purpose="request"
    )
    return downloads.answer(row.stored_file, content, inline=True)


@require_POST
@own_space
def receipt(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Give her the sealed receipt of one of hers, to keep; later, while it waits for the seal."""
    by, at = principal_of(request), timezone.now()
    ticket = Ticket.objects.visible_to(by).filter(pk=ticket_id).first()
    if ticket is None or not receipts.has_receipt(ticket):
        raise Http404
    try:
        found, content = receipts.open_receipt(ticket, by=by, at=at)
    except SealedDocument.DoesNotExist:
        return see_other(PAGE, LATER)
    return downloads.answer(found.stored, content)
