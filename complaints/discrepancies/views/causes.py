"""The causes of wrong data, for whoever edits the rules. Nothing of any person stands here."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right

from .. import cause_actions
from ..cause_actions import Cause, NotPublished
from ..forms import CauseForm, LastDayForm
from ..models import DiscrepancyCause

PAGE = "discrepancies:causes"


@staff_may(Right.EDIT_RULES)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Show the causes, in the order in which they are offered."""
    return _listing(request, LastDayForm(auto_id=False))


def _listing(request: HttpRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    lines = [{"row": row, "state": _state(row, today)} for row in DiscrepancyCause.objects.all()]
    context = {"lines": lines, "form": form, "today": today}
    return render(request, "discrepancies/causes.html", context, status=status)


def _state(row: DiscrepancyCause, today: date) -> tuple[str, str, str]:
    """Give in words, icon and tone where a cause stands."""
    if row.valid_from is not None and row.valid_from > today:
        return _("To come"), "calendar", "info"
    if row.valid_to is not None and row.valid_to < today:
        return _("Over"), "clock", "neutral"
    return _("In force"), "check", "success"


@staff_may(Right.EDIT_RULES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a cause from a day on."""
    form = CauseForm(request.POST or None)

    def publish() -> None:
        cause_actions.add_cause(
            cause=Cause(**form.cleaned_data), by=principal_of(request), at=timezone.now()
        )

    if _published(request, form, publish):
        return redirect(PAGE)
    status = 422 if form.is_bound else 200
    return render(request, "discrepancies/cause.html", {"form": form}, status=status)


@staff_may(Right.EDIT_RULES)
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Say until when a cause is offered."""
    found = get_object_or_404(DiscrepancyCause, pk=code)
    form = LastDayForm(request.POST)

    def publish() -> None:
        cause_actions.end_cause(
            cause=found, last_day=form.cleaned_data["last_day"], by=principal_of(request),
            at=timezone.now(),
        )  # fmt: skip

    if _published(request, form, publish):
        return redirect(PAGE)
    return _listing(request, form, 422)


def _published(request: HttpRequest, form: forms.Form, publish: Callable[[], None]) -> bool:
    """Publish what was sent; say False when it was not, with the words on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        publish()
    except NotPublished as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.words)
        return False
    messages.success(request, _("Published. The log says who did it."))
    return True
