"""Finding and registering: by name in one's own scope, by document in the country, or anew."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_ratelimit.core import get_usage

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.throttle import wait_page
from casework.audit.log import record
from casework.audit.verbs import Verb

from .. import actions, queries
from ..forms import ContactForm, DocumentSearchForm, IdentityForm, NameSearchForm
from ..models import Survivor
from .getters import centres_of, staff_of

RECENT = 25
SEARCHES_AN_HOUR = "30/h"  # design 4.2


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def survivor_list(request: HttpRequest) -> HttpResponse:
    """The women of her centres, newest first; by POST, those whose name sounds like it."""
    by, at = staff_of(request), timezone.now()
    form = NameSearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = queries.search_names(form.cleaned_data["name"], by=by, at=at)
    listed = queries.recent(by, limit=RECENT) if found is None else found
    record(Verb.READ_LIST, by=by.actor, at=at)
    context = {
        "form": form,
        "lines": queries.lines(listed),
        "searched": found is not None,
        "documents": DocumentSearchForm(),
        "waiting": queries.waiting(by, today=timezone.localdate()),
    }
    return render(request, "survivors/list.html", context)


@staff_may(Right.OPEN_CASES)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """The national search: one masked line, or the way to register her with these words."""
    usage = get_usage(
        request,
        group="national-search",
        key=lambda _group, asking: str(asking.principal.operator_id),
        rate=SEARCHES_AN_HOUR,
        increment=True,
    )
    if usage and usage["should_limit"]:
        return wait_page(request, max(1, int(usage["time_left"])))
    form = DocumentSearchForm(request.POST)
    if not form.is_valid():
        context = {"form": NameSearchForm(), "documents": form, "lines": []}
        return render(request, "survivors/list.html", context, status=422)
    line = queries.find(
        run=form.cleaned_data["run"] or None,
        document=form.document(),
        purpose=form.cleaned_data["purpose"],
        by=staff_of(request),
        at=timezone.now(),
    )
    context = {
        "line": line,
        "search": form,
        "registration": None if line else IdentityForm(initial=form.cleaned_data),
        "centres": centres_of(request),
    }
    return render(request, "survivors/found.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register a woman: a working name is enough."""
    centres = centres_of(request)
    form = IdentityForm(request.POST or None)
    contact = ContactForm(request.POST if request.POST.get("channel") else None)
    context = {"form": form, "contact": contact, "centres": centres}
    if request.method != "POST":
        return render(request, "survivors/register.html", context)
    if not form.is_valid() or (contact.is_bound and not contact.is_valid()):
        return render(request, "survivors/register.html", context, status=422)
    try:
        survivor = actions.register(
            identity=form.identity(),
            contact=contact.contact() if contact.is_bound else None,
            centre_id=_chosen_centre(request, [centre.pk for centre in centres]),
            by=staff_of(request),
            at=timezone.now(),
        )
    except actions.AlreadyRegistered:
        form.add_error("run" if form.cleaned_data["run"] else "document_value", _already())
        return render(request, "survivors/register.html", context, status=409)
    return redirect("survivors:file", survivor.pk)


def _chosen_centre(request: HttpRequest, mine: list[int]) -> int:
    asked = request.POST.get("centre", "")
    return int(asked) if asked.isdigit() and int(asked) in mine else mine[0]


def _already() -> str:
    return _("There is a record with this document. Search it, and open an attention.")


@staff_may(Right.OPEN_CASES)
@require_POST
def attend(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Open an attention in one's own centre for a woman registered elsewhere."""
    mine = [centre.pk for centre in centres_of(request)]
    try:
        survivor: Survivor = actions.open_attention(
            survivor_id=survivor_id,
            centre_id=_chosen_centre(request, mine),
            purpose=request.POST.get("purpose", "")[:200],
            by=staff_of(request),
            at=timezone.now(),
        )
    except Survivor.DoesNotExist:  # not there at all, or not for this operator
        raise Http404 from None
    return redirect("survivors:file", survivor.pk)
