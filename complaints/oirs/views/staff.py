"""Questions and complaints for staff: the queue, one with its thread, writing one down, acts."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.documents import actions as documents
from casework.documents.downloads import answer
from casework.documents.models import SealedDocument
from casework.documents.store import StoreFull
from casework.drafts.keeping import let_go, open_form
from casework.survivors.views.getters import changeable

from .. import breaches, queries, receipts, shown
from ..actions import OirsRefused
from ..acts import BY_SLUG, Act, open_acts
from ..filing import file
from ..forms import ActForm, CounterForm, KnownForm
from ..models import Ticket
from ..states import FINAL
from ..thread import CannotMove

PAGE = 30
NAME = "oirs-new"
MAY = (Right.OPEN_CASES, Right.ANSWER_REQUESTS)


@staff_may(*MAY)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what is open, the next to end first; or what is over."""
    by, at = principal_of(request), timezone.now()
    closed = request.GET.get("estado") == "cerradas"
    rows = queries.over(by) if closed else queries.still_open(by)
    found = Paginator(rows.select_related("centre"), PAGE).get_page(request.GET.get("pagina"))
    record(Verb.READ_LIST, by=by.actor, at=at, purpose="request")
    context = {
        "lines": shown.lines(list(found.object_list), by, at),
        "page": found,
        "closed": closed,
    }
    return render(request, "oirs/queue.html", context)


@staff_may(*MAY)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write one down for somebody, who need not say who she is."""
    return _new(request, None)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_for(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write one down for a woman attended here: she reads it in her own space too."""
    return _new(request, changeable(request, survivor_id).pk)


def _new(request: HttpRequest, survivor_id: UUID | None) -> HttpResponse:
    by = principal_of(request)
    kind = KnownForm if survivor_id else CounterForm
    form = open_form(request, kind, name=NAME, about=survivor_id)
    if request.method == "POST" and form.is_valid():
        writing = form.writing(
            way=form.cleaned_data["way"], survivor_id=survivor_id,
            centre_id=min(by.case_centres, default=None),
        )  # fmt: skip
        try:
            filed = file(writing=writing, by=by, at=timezone.now())
        except StoreFull as full:
            form.add_error("paper", str(full.words))
        else:
            let_go(request, name=NAME, about=survivor_id)
            response = render(request, "oirs/filed.html", {"filed": filed})
            response["Cache-Control"] = "no-store, private"
            return response
    status = 422 if form.is_bound else 200
    return render(request, "oirs/new.html", {"form": form, "known": survivor_id}, status=status)


@staff_may(*MAY)
@require_GET
def one(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Show one: its clock, its thread with the internal notes, what may be done."""
    at, found = timezone.now(), _found(request, ticket_id)
    time, tone = shown.clock(found, at)
    context = {
        "found": found, "time": time, "tone": tone, "acts": open_acts(found),
        "thread": shown.thread(found.entries.all()), "files": list(found.files.order_by("at")),
        "owner": shown.owner_of(found),
        "objections": shown.objection_words(found), "over": found.state in FINAL,
        "receipt": receipts.has_receipt(found),
    }  # fmt: skip
    return render(request, "oirs/ticket.html", context)


@staff_may(*MAY)
@require_GET
def paper(request: HttpRequest, ticket_id: UUID, file_id: UUID) -> HttpResponse:
    """Open a file that came with it or went with an answer."""
    found = _found(request, ticket_id)
    row = found.files.select_related("stored_file").filter(pk=file_id).first()
    if row is None:
        raise Http404
    by, at = principal_of(request).actor, timezone.now()
    content = documents.read_file(stored=row.stored_file, by=by, at=at, purpose="request")
    return answer(row.stored_file, content, inline=True)


@staff_may(*MAY)
@require_GET
def receipt(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Open the sealed receipt, to be printed for who wrote."""
    found = _found(request, ticket_id)
    try:
        document, content = receipts.open_receipt(
            found, by=principal_of(request), at=timezone.now()
        )
    except SealedDocument.DoesNotExist:
        raise Http404 from None
    return answer(document.stored, content, inline=True)


@staff_may(*MAY)
@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """Show what broke a deadline in twelve months (law OI-02)."""
    by, at = principal_of(request), timezone.now()
    found = breaches.breaches(by, at - timedelta(days=365), at)
    record(Verb.READ_LIST, by=by.actor, at=at, purpose="request")
    context = {"found": found, "counts": breaches.counts(found)}
    return render(request, "oirs/breaches.html", context)


@staff_may(*MAY)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, ticket_id: UUID, slug: str) -> HttpResponse:
    """Show the form of an act and do it. One that is not open now leads back with its reason."""
    chosen, found = BY_SLUG.get(slug), _found(request, ticket_id)
    if chosen is None:
        raise Http404
    if not chosen.is_open(found):
        messages.info(request, _("It has moved on. Look at where it is now."))
        return redirect("oirs:ticket", found.pk)
    form = open_form(
        request, chosen.form, name=f"oirs-{slug}", about=found.pk, version=str(found.updated_at),
        survivor=found.survivor_id,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _done(request, chosen, found, form):
        let_go(request, name=f"oirs-{slug}", about=found.pk)
        messages.success(request, str(chosen.done))
        return redirect("oirs:queue") if chosen.leaves else redirect("oirs:ticket", found.pk)
    context = {"found": found, "act": chosen, "form": form}
    return render(request, "oirs/act.html", context, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, chosen: Act, found: Ticket, form: ActForm) -> bool:
    """Do it; or put the reason why not on the form."""
    try:
        chosen.run(found, form.cleaned_data, principal_of(request), timezone.now())
    except OirsRefused as refused:
        form.add_error(None, str(refused))
        return False
    except CannotMove:
        form.add_error(None, _("It has moved on. Look at where it is now."))
        return False
    except StoreFull as full:
        form.add_error(None, str(full.words))
        return False
    return True


def _found(request: HttpRequest, ticket_id: UUID) -> Ticket:
    """Give it to who works on it. Raises Http404: not yours is not there."""
    try:
        return queries.open_ticket(ticket_id, by=principal_of(request), at=timezone.now())
    except Ticket.DoesNotExist:
        raise Http404 from None
