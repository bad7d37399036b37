"""Copies of certificates that administrators ask for: one asks, another agrees, the first takes."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right

from .. import copying, export
from ..copy_models import GOOD_FOR, CertificateCopy
from ..forms import CopyForm
from ..queries import issued_visible_to
from .team import as_file, of_centre

PER_PAGE = 20


@staff_may(Right.MANAGE_OPERATORS)
def listed(request: HttpRequest) -> HttpResponse:
    """Every copy asked for: who, why, for whom, who agreed, when it left."""
    staff, at = principal_of(request), timezone.now()
    found = copying.copies_visible_to(staff)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    lines = [
        {
            "row": row,
            "may_decide": not copying.why_not_decide(row, by=staff),
            "may_take": not copying.why_not_take(row, by=staff, at=at),
            "until": row.decided_at + GOOD_FOR if row.decided_at else None,
            "late": row.decided_at is not None and at - row.decided_at > GOOD_FOR,
        }
        for row in page.object_list
    ]
    return render(request, "certification/copies.html", {"page": page, "lines": lines})


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for one, in writing."""
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        copying.ask(
            centre=form.cleaned_data["centre"], grounds=form.grounds(),
            by=principal_of(request), at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Asked. Another administrator has to agree."))
        return redirect("certificates:copies")
    status = 422 if form.is_bound else 200
    return render(request, "certification/new_copy.html", {"form": form}, status=status)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def decide(request: HttpRequest, copy: UUID) -> HttpResponse:
    """The second person agrees, or not."""
    agreed = request.POST.get("answer") == "yes"
    copying.decide(
        _found(request, copy), agreed=agreed, by=principal_of(request), at=timezone.now()
    )
    messages.success(request, _("Agreed.") if agreed else _("Not agreed: no copy is made."))
    return redirect("certificates:copies")


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def take(request: HttpRequest, copy: UUID) -> HttpResponse:
    """Give the agreed copy, once."""
    staff, at, found = principal_of(request), timezone.now(), _found(request, copy)
    rows = issued_visible_to(staff).order_by("holder", "course", "-issued_on")
    if found.centre is not None:
        rows = of_centre(rows, found.centre)
    copying.take(found, rows=rows.count(), by=staff, at=at)
    return as_file(found.kind, export.rows(rows, at))


def _found(request: HttpRequest, copy: UUID) -> CertificateCopy:
    return get_object_or_404(copying.copies_visible_to(principal_of(request)), pk=copy)
