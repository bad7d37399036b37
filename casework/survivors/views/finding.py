"""Finding and registering: by name in one's own scope, by document in the country, or anew."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
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
from casework.drafts.keeping import begin, beside, let_go, open_form

from .. import actions, queries
from ..duplicates import queries as doubles
from ..forms import ContactForm, DocumentFields, IdentityForm, SearchForm
from ..handover.actions import pass_on
from ..models import Survivor
from .getters import centres_of, staff_of

PAGE = 25
SEARCHES_AN_HOUR = "30/h"  # design 4.2


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def survivor_list(request: HttpRequest) -> HttpResponse:
    """The women of her centres, newest first, page by page; by POST, those with that name."""
    if request.method == "POST":
        return _by_name(request, SearchForm(request.POST))
    by = staff_of(request)
    listed = Paginator(queries.women(by), PAGE).get_page(request.GET.get("pagina"))
    record(Verb.READ_LIST, by=by.actor, at=timezone.now())
    return _list(request, SearchForm(), queries.lines(list(listed)), page=listed)


def _by_name(request: HttpRequest, form: SearchForm) -> HttpResponse:
    if not form.is_valid():
        return _list(request, form, [], status=422)
    by, at = staff_of(request), timezone.now()
    found = queries.search_names(form.cleaned_data["name"], by=by, at=at)
    record(Verb.READ_LIST, by=by.actor, at=at)
    return _list(request, form, queries.lines(found), searched=True)


def _list(
    request: HttpRequest, form: SearchForm, lines: list[queries.Line], *,
    page: Page[Any] | None = None, searched: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    by = staff_of(request)
    context = {
        "form": form,
        "lines": lines,
        "page": page,
        "searched": searched,
        "forced": queries.forced(by),
        # Whoever looks for a name wants that name; what can wait is told where she came from.
        "waiting": None if searched else queries.waiting(by, today=timezone.localdate()),
        "doubles": 0 if searched else doubles.waiting(by),
        "start": form.words() if searched else None,
    }
    return render(request, "survivors/list.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """One search: a document in the whole country, or a name in one's own centres."""
    form = SearchForm(request.POST)
    if not form.is_valid() or not form.asks_country():
        return _by_name(request, form)
    if wait := _limited(request):
        return wait
    by, at = staff_of(request), timezone.now()
    line = queries.find(
        run=form.cleaned_data["run"] or None, document=form.document(),
        purpose=form.cleaned_data["purpose"], by=by, at=at,
    )  # fmt: skip
    named = form.cleaned_data["name"] if line is None else ""
    alike = queries.search_names(named, by=by, at=at) if named else []
    context = {
        "line": line,
        "search": form,
        "alike": queries.lines(alike),
        "registration": None if line else IdentityForm(initial=form.words()),
        "centres": centres_of(request),
    }
    return render(request, "survivors/found.html", context)


def _limited(request: HttpRequest) -> HttpResponse | None:
    """Count a question about the whole country; give the page that says to wait, past the limit."""
    usage = get_usage(
        request,
        group="national-search",
        key=lambda _group, asking: str(asking.principal.operator_id),
        rate=SEARCHES_AN_HOUR,
        increment=True,
    )
    if usage and usage["should_limit"]:
        return wait_page(request, max(1, int(usage["time_left"])))
    return None


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register a woman: a working name is enough. A search's words come along by POST."""
    centres = centres_of(request)
    begins = "begin" in request.POST
    initial = {name: request.POST.get(name, "") for name in IdentityForm.base_fields}
    form = _identity_form(request, initial if begins else None)
    contact = ContactForm(request.POST if request.POST.get("channel") else None)
    beside(form, contact)
    context = {"form": form, "contact": contact, "centres": centres}
    if request.method != "POST" or begins:
        return render(request, "survivors/register.html", context)
    if not form.is_valid() or (contact.is_bound and not contact.is_valid()):
        return render(request, "survivors/register.html", context, status=422)
    centre_id = _chosen_centre(request, [centre.pk for centre in centres])
    try:
        survivor = actions.register(
            identity=form.identity(),
            contact=contact.contact() if contact.is_bound else None,
            centre_id=centre_id,
            by=staff_of(request),
            at=timezone.now(),
        )
    except actions.NotHere:
        if wait := not_here(request, form, centre_id):
            return wait
        return render(request, "survivors/register.html", context, status=409)
    let_go(request, name="register", about=None)
    return redirect("survivors:file", survivor.pk)


def _identity_form(request: HttpRequest, found: dict[str, str] | None) -> IdentityForm:
    """Give the form: with the words of a search, else with what was left unsaved."""
    if found is None:
        return open_form(request, IdentityForm, name="register", about=None)
    form = IdentityForm(initial=found)
    begin(request, form, name="register", about=None)
    return form


def not_here(
    request: HttpRequest, form: DocumentFields, centre_id: int | None = None
) -> HttpResponse | None:
    """Say on the form that it could not be done here, in the same words whatever the reason.

    It counts, limited and logged, as a national search: else a form would answer without limit
    whether a RUN is known (design 4.2). The head of centre is told that somebody waits. Whoever
    is named as her aggressor gets the same words and the same page as everybody (DP-44).
    """
    if wait := _limited(request):
        return wait
    queries.find(
        run=form.cleaned_data.get("run") or None, document=form.document(), purpose="register",
        by=staff_of(request), at=timezone.now(),
    )  # fmt: skip
    centre = centre_id or min(staff_of(request).case_centres)
    pass_on(centre_id=centre, by=staff_of(request), at=timezone.now())
    form.add_error("run" if form.cleaned_data.get("run") else "document_value", _not_here())
    return None


def _chosen_centre(request: HttpRequest, mine: list[int]) -> int:
    asked = request.POST.get("centre", "")
    return int(asked) if asked.isdigit() and int(asked) in mine else mine[0]


def _not_here() -> str:
    return _(
        "This document could not be registered here. Search it; if that does not solve it, pass "
        "it to your head of centre, who has been told. Attend her meanwhile."
    )


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
    return redirect("survivors:intake", survivor.pk)
