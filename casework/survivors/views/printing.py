"""Paper: what is chosen to be printed, and the sheet itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right

from .. import head, printing, queries
from ..models import Survivor
from .getters import centres_of, changeable, page, staff_of


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def trajectory(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Ask what for and what to show; by POST, the sheet."""
    survivor = changeable(request, survivor_id)
    form = printing.PrintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _sheet(request, survivor, form)
    context = page(request, survivor, "survivors:trajectory", form=form)
    status = 422 if form.is_bound else 200
    return render(request, "survivors/trajectory_choose.html", context, status=status)


def _sheet(request: HttpRequest, survivor: Survivor, form: printing.PrintForm) -> HttpResponse:
    by, now, choice = staff_of(request), timezone.now(), form.choice()
    years = printing.sheet(
        survivor=survivor, choice=choice, period=form.cleaned_data["period"],
        purpose=form.cleaned_data["purpose"], by=by, at=now,
    )  # fmt: skip
    known = queries.contact_of(survivor) if choice.contact else None
    usable = known if known and known.valid_until >= timezone.localdate() else None
    context = {
        "survivor": survivor,
        "code": str(survivor.pk)[-12:],
        "name": queries.display_name(survivor) if choice.identity else "",
        "choice": choice,
        "way": " · ".join(head.way_of(usable)) if usable else "",
        "years": years,
        "by": by,
        "centres": [centre.name for centre in centres_of(request)],
        "at": now,
    }
    return render(request, "survivors/trajectory_sheet.html", context)
