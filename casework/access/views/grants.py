"""Exceptional access to one file: ask, decide, end, look back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import grants, queries
from ..forms import GrantForm
from ..gates import Refused, principal_of, staff_may
from ..grant_models import Grant
from ..levels import Right

ASKERS = (Right.OPEN_CASES, Right.SEE_LINES, Right.GRANT_DETAIL)
PER_PAGE = 20


def _found(request: HttpRequest, grant: UUID) -> Grant:
    return get_object_or_404(queries.grants_visible_to(principal_of(request)), pk=grant)


@staff_may(*ASKERS)
def grant_list(request: HttpRequest) -> HttpResponse:
    """What waits for her answer, what waits for her look back, and the rest."""
    staff, at = principal_of(request), timezone.now()
    page = Paginator(queries.grants_visible_to(staff), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "to_decide": queries.to_decide(staff),
        "to_review": queries.to_review(staff, at),
        "now": at,
    }
    return render(request, "access/grants.html", context)


@staff_may(*ASKERS)
def grant_detail(request: HttpRequest, grant: UUID) -> HttpResponse:
    """One request: the reason, and what this person may do with it."""
    found, staff, at = _found(request, grant), principal_of(request), timezone.now()
    over = found.ended_at is not None or (found.ends_at is not None and found.ends_at <= at)
    context = {
        "grant": found,
        "mine_to_decide": found.asked_of_id == staff.operator_id,
        "party": staff.operator_id in {found.operator_id, found.asked_of_id},
        "over": over,
        "opens": found.survivor_id in staff.granted and found.operator_id == staff.operator_id,
        "often": grants.is_often(found),
        "now": at,
    }
    return render(request, "access/grant.html", context)


@staff_may(*ASKERS)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, person: UUID) -> HttpResponse:
    """Ask somebody to open one file to her."""
    staff, at = principal_of(request), timezone.now()
    form = GrantForm(request.POST or None, approvers=grants.approvers_for(staff, at))
    if form.is_valid():
        made = grants.ask(asker=staff, survivor_id=person, at=at, **form.cleaned_data)
        messages.success(request, _("Your request was sent."))
        return redirect("staff:grant", made.pk)
    return render(request, "access/ask.html", {"form": form})


@staff_may(Right.GRANT_DETAIL)
@require_POST
def decide(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Approve or refuse a request made to her."""
    found, staff, at = _found(request, grant), principal_of(request), timezone.now()
    verdict = grants.approve if request.POST.get("answer") == "yes" else grants.refuse
    try:
        verdict(found, by=staff, at=at)
    except grants.NotTheirs:
        raise Refused(_("This request is not yours to decide."), "grant") from None
    except grants.Decided:
        messages.error(request, _("It was decided already."))
    return redirect("staff:grant", found.pk)


@staff_may(*ASKERS)
@require_POST
def end(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Close the file again."""
    found = _found(request, grant)
    try:
        grants.end(found, by=principal_of(request).actor, at=timezone.now())
    except grants.NotTheirs:
        raise Refused(_("Only who asked or who decided may end it."), "grant") from None
    return redirect("staff:grant", found.pk)


@staff_may(Right.GRANT_DETAIL)
@require_POST
def review(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Say whether the look was needed."""
    found = _found(request, grant)
    justified = request.POST.get("justified") == "yes"
    try:
        grants.review(found, justified=justified, by=principal_of(request), at=timezone.now())
    except grants.NotTheirs:
        raise Refused(_("Only who decided looks back at it."), "grant") from None
    return redirect("staff:grant", found.pk)
