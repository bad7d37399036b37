"""Exceptions to the certificates: given and ended by an administrator, listed to be looked at."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..actions import OwnAssignment
from ..certificate_forms import WaiverForm
from ..gates import Refused, principal_of, staff_may
from ..levels import Level, Right
from ..models import Operator
from ..principals import Staff
from ..queries import operators_visible_to
from ..waivers import WrongWaiver, end_waiver, give_waiver, waivers_visible_to

PER_PAGE = 30
EARLIER = 5  # exceptions she had, shown before another is given


@staff_may(Right.MANAGE_OPERATORS)
def waiver_list(request: HttpRequest) -> HttpResponse:
    """Every exception, those that run first, with who gave it and why."""
    rows = waivers_visible_to(principal_of(request)).order_by("ended_at", "-ends_on")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "today": timezone.localdate(), "own": principal_of(request)}
    return render(request, "access/waivers.html", context)


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def new_waiver(request: HttpRequest, operator: UUID) -> HttpResponse:
    """Open a level for some days though a certificate is missing."""
    staff = principal_of(request)
    found = get_object_or_404(operators_visible_to(staff), pk=operator)
    if found.pk == staff.operator_id:
        raise _own()
    running = found.assignments.filter(ended_at=None).values_list("level", flat=True)
    levels = sorted({Level(one) for one in running})
    initial: dict[str, Any] = {"starts_on": timezone.localdate()}
    form = WaiverForm(
        request.POST if request.method == "POST" else None, levels=levels, initial=initial
    )
    if form.is_valid() and _given(form, found, staff):
        messages.success(request, _("The exception was saved. It is open from its first day."))
        return redirect("staff:operator", found.pk)
    context = {
        "form": form, "operator": found, "levels": levels, "today": timezone.localdate(),
        "earlier": waivers_visible_to(staff).filter(operator=found)[:EARLIER],
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "access/new_waiver.html", context, status=status)


def _given(form: WaiverForm, operator: Operator, by: Staff) -> bool:
    """Give it; or say beside the form why it may not be."""
    try:
        give_waiver(operator, **form.cleaned_data, by=by, at=timezone.now())
    except WrongWaiver as refused:
        form.add_error(None, str(refused))
        return False
    return True


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def end(request: HttpRequest, waiver: UUID) -> HttpResponse:
    """End an exception now."""
    staff = principal_of(request)
    found = get_object_or_404(waivers_visible_to(staff), pk=waiver)
    try:
        end_waiver(found, by=staff, at=timezone.now())
    except OwnAssignment:
        raise _own() from None
    messages.success(request, _("The exception was ended."))
    return redirect("staff:waivers")


def _own() -> Refused:
    return Refused(_("Nobody changes her own access: ask another administrator."), "own")
