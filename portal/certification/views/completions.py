"""A certificate that lacks its holder's RUN: she asks for the completed one, somebody issues it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.access.actions import OwnAssignment
from casework.access.gates import Refused, any_staff, principal_of, staff_may
from casework.access.levels import Right

from .. import completing
from ..actions import WrongHolder
from ..forms import CompletionForm
from ..models import IssuedCertificate
from .own import found, page


@any_staff
@require_POST
def ask(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """She writes her RUN and asks for the completed one."""
    row, by, form = found(request, certificate), principal_of(request), CompletionForm(request.POST)
    if row.operator_id != by.operator_id:
        raise Refused(_("Each person writes her own RUN."), "own")
    if form.is_valid():
        try:
            completing.ask(row, run=form.cleaned_data["run"], by=by, at=timezone.now())
        except (completing.NotCompleted, WrongHolder) as problem:
            form.add_error("run", str(problem))
        else:
            messages.success(request, _("It was asked for. You find the completed one here."))
            return redirect("certificates:detail", row.pk)
    return page(request, row, form=form, status=422)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def complete(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Issue it again with her RUN: the one she wrote or, when she wrote none, the one typed."""
    row, by = found(request, certificate), principal_of(request)
    asked = not request.POST.get("run") and hasattr(row, "completion")
    form = CompletionForm(None if asked else request.POST)
    if asked or form.is_valid():
        try:
            run = None if asked else form.cleaned_data["run"]
            made = completing.complete(row, run=run, by=by, at=timezone.now())
        except OwnAssignment:
            raise Refused(_("Nobody completes her own certificate."), "own") from None
        except (completing.NotCompleted, WrongHolder) as problem:
            return _not_so(request, row, form, str(problem))
        messages.success(request, _("The completed certificate was issued; it replaces this one."))
        return redirect("certificates:detail", made.pk)
    return page(request, row, form=form, status=422)


def _not_so(
    request: HttpRequest, row: IssuedCertificate, form: CompletionForm, problem: str
) -> HttpResponse:
    if form.is_bound:
        form.add_error("run", problem)
        return page(request, row, form=form, status=422)
    messages.error(request, problem)
    return redirect("certificates:detail", row.pk)


@staff_may(Right.MANAGE_OPERATORS)
def queue(request: HttpRequest) -> HttpResponse:
    """Those that were asked for, the oldest first."""
    rows = completing.waiting(principal_of(request))
    return render(request, "certification/to_complete.html", {"rows": rows})
