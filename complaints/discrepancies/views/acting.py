"""Doing something about a discrepancy: one page for each act."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.registry import naming

from ...rights.actions import RightsRefused
from .. import acts, data
from ..actions import Refused
from ..choices import End
from ..forms import ProposeForm
from ..models import Discrepancy
from .getters import one_or_404


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, discrepancy_id: UUID, slug: str) -> HttpResponse:
    """Show the form of an act and do it; a reason why not stands on the form."""
    row = one_or_404(request, discrepancy_id)
    chosen = acts.BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    if not chosen.is_open(row):
        messages.error(request, _("It has moved on meanwhile. Look at where it is now."))
        return redirect("discrepancies:one", row.pk)
    form = _form(request, chosen, row)
    if request.method == "POST" and form.is_valid() and _done(request, chosen, row, form):
        let_go(request, name=f"discrepancy-{slug}", about=row.pk)
        messages.success(request, str(chosen.done))
        return redirect("discrepancies:one", row.pk)
    context = {
        "row": row, "act": chosen, "form": form, "survivor": row.survivor, "ends": End.choices,
        "field": naming.field_name(row.field, timezone.localdate()),
        "line": data.line_of(row.survivor, row.field, timezone.localdate()),
    }  # fmt: skip
    name = "propose" if chosen.form is ProposeForm else "act"
    status = 422 if form.is_bound else 200
    return render(request, f"discrepancies/{name}.html", context, status=status)


def _form(request: HttpRequest, chosen: acts.Act, row: Discrepancy) -> Any:
    options: dict[str, Any] = {}
    initial: dict[str, Any] = {}
    if chosen.form is ProposeForm:
        options = {"her": row.survivor, "code": row.field, "asked": row.request}
        wanted = request.GET.get("final", "")
        initial = {"end": wanted if wanted in End.values else End.CORRECTED}
    elif chosen.slug == "pasar":
        datum = data.current_source(row.survivor, row.field)
        initial = {"to": datum} if datum else {}
    return open_form(
        request, chosen.form, name=f"discrepancy-{chosen.slug}", about=row.pk,
        version=str(row.updated_at), initial=initial, survivor=row.survivor_id, **options,
    )  # fmt: skip


def _done(request: HttpRequest, chosen: acts.Act, row: Discrepancy, form: forms.Form) -> bool:
    try:
        chosen.run(row, form, principal_of(request), timezone.now())
    except (Refused, RightsRefused) as refused:
        form.add_error(None, str(refused))
        return False
    return True
