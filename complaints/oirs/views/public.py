"""On the open site: writing without logging in, and reading the answer with number and code.

All goes by POST, so nothing stands in an address, and nothing is kept by the browser.
"""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS
from casework.access.throttle import Limit, over_limit
from casework.documents import actions as documents
from casework.documents import downloads
from casework.documents.models import SealedDocument
from casework.documents.store import StoreFull

from .. import own_actions, queries, rules, shown
from ..actions import OirsRefused
from ..choices import Way
from ..filing import file
from ..forms import CodeForm, PublicForm, SayForm
from ..models import Ticket
from ..receipts import has_receipt, open_receipt

# Many telephones share one address: enough for a neighbourhood, and nothing against fifty bits.
WRITES = Limit("questions-write", "30/h")
READS = Limit("questions-read", "60/h")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Take what somebody writes; give number, code and the day of the answer."""
    if request.method != "POST":
        return _page(request, "oirs/write.html", {"form": PublicForm()})
    form = PublicForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "oirs/write.html", {"form": form}, status=422)
    wait = over_limit(request, WRITES)
    if wait:
        return _too_many(request, wait, "oirs/write.html", form)
    try:
        with acting(NOBODY):
            filed = file(writing=form.writing(way=Way.SITE), by=ANONYMOUS, at=timezone.now())
    except StoreFull as full:
        form.add_error("paper", str(full.words))
        return _page(request, "oirs/write.html", {"form": form}, status=422)
    return _page(request, "oirs/received.html", {"filed": filed})


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Show one thread to whoever writes number and code, and take what is added to it."""
    if request.method != "POST":
        return _page(request, "oirs/read.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, "oirs/read.html", {"form": form}, status=422)
    wait = over_limit(request, READS)
    if wait:
        return _too_many(request, wait, "oirs/read.html", form)
    typed = form.cleaned_data
    with acting(NOBODY), own_actions.opened(typed["number"], typed["code"]) as ticket:
        if ticket is not None:
            return _thread(request, ticket, typed)
    form.add_error(None, _("That number and that code do not open anything. Check both."))
    return _page(request, "oirs/read.html", {"form": form}, status=422)


def _thread(request: HttpRequest, ticket: Ticket, typed: dict[str, str]) -> HttpResponse:
    """Do what was asked on the thread, and show it. Inside the block that opened it."""
    at = timezone.now()
    said = (request.POST, request.FILES) if "say" in request.POST else ()
    say = SayForm(*said)
    notice = ""
    try:
        if "say" in request.POST and say.is_valid():
            own_actions.say(
                ticket=ticket, words=say.cleaned_data["more"], by=ANONYMOUS, at=at,
                files=say.papers(),
            )  # fmt: skip
            say, notice = SayForm(), _("We received it.")
        if "delay" in request.POST:
            own_actions.denounce_delay(ticket=ticket, by=ANONYMOUS, at=at)
            notice = _("It goes to the head of who had to answer.")
    except StoreFull as full:
        say.add_error("paper", str(full.words))
    except OirsRefused as refused:
        notice = str(refused)
    ticket.refresh_from_db()
    context = {
        "ticket": ticket, "entries": queries.what_she_reads(ticket), "typed": typed, "say": say,
        "notice_words": notice, "objections": shown.objection_words(ticket),
        "delay": shown.delay_words(ticket),
        "late": rules.may_denounce(ticket.ends_at, at, ticket.state, ticket.denounced_at),
        "over": ticket.answered_at is not None, "files": list(ticket.files.order_by("at")),
        "receipt": has_receipt(ticket),
    }  # fmt: skip
    return _page(request, "oirs/thread.html", context, status=422 if say.is_bound else 200)


@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """Open a file of a thread to whoever writes number and code."""
    return _with_code(request, _one_file)


@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """Open the sealed receipt to whoever writes number and code."""
    return _with_code(request, _receipt)


def _with_code(
    request: HttpRequest, give: Callable[[HttpRequest, Ticket], HttpResponse]
) -> HttpResponse:
    """Open what number and code open; anything else is not there."""
    form = CodeForm(request.POST)
    wait = over_limit(request, READS)
    if wait:
        return _too_many(request, wait, "oirs/read.html", form)
    if not form.is_valid():
        raise Http404
    typed = form.cleaned_data
    with acting(NOBODY), own_actions.opened(typed["number"], typed["code"]) as ticket:
        if ticket is not None:
            return give(request, ticket)
    raise Http404


def _one_file(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    wanted = request.POST.get("file", "")
    rows = ticket.files.select_related("stored_file")
    row = next((one for one in rows if str(one.pk) == wanted), None)
    if row is None:
        raise Http404
    content = documents.read_file(
        stored=row.stored_file, by=ANONYMOUS.actor, at=timezone.now(), purpose="request"
    )
    return downloads.answer(row.stored_file, content, inline=True)


def _receipt(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    try:
        found, content = open_receipt(ticket, by=ANONYMOUS, at=timezone.now())
    except SealedDocument.DoesNotExist:
        raise Http404 from None
    return downloads.answer(found.stored, content, inline=True)


def _too_many(request: HttpRequest, wait: int, template: str, form: Form) -> HttpResponse:
    """Say how long to wait, with all that was typed still there."""
    context = {"form": form, "minutes": -(-wait // 60)}
    response = _page(request, template, context, status=429)
    response["Retry-After"] = str(wait)
    return response


def _page(
    request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"  # "no-referrer" would make our own form refused
    return response
