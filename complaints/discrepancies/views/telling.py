"""Writing down that a datum is not right, at the counter or by telephone (law DP-14)."""

import base64
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.documents.neutral import download_name
from casework.documents.store import StoreFull
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable

from ...rights.filing import Filed
from .. import actions, data
from ..forms import TellForm


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, survivor_id: UUID, field: str) -> HttpResponse:
    """She says that this is not right: a clock, a receipt, and the mark at once."""
    survivor = changeable(request, survivor_id)
    line = data.line_of(survivor, field, timezone.localdate())
    if line is None:
        raise Http404
    name = f"discrepancy-{field}"
    form = open_form(request, TellForm, name=name, about=survivor.pk)
    if request.method == "POST" and form.is_valid():
        filed = _told(request, survivor, field, form)
        if filed is not None:
            let_go(request, name=name, about=survivor.pk)
            packed = base64.b64encode(filed.paper).decode()
            return render(request, "discrepancies/told.html", {
                "filed": filed, "packed": packed, "file_name": download_name(), "line": line,
                "survivor": survivor})  # fmt: skip
    context = {"form": form, "line": line, "survivor": survivor, "young": _young(survivor)}
    return render(request, "discrepancies/new.html", context, status=422 if form.is_bound else 200)


def _told(request: HttpRequest, survivor: Survivor, field: str, form: TellForm) -> Filed | None:
    by = principal_of(request)
    try:
        return actions.tell(
            survivor=survivor, code=field, said=form.said(), by=by, at=timezone.now(),
            centre_id=min(by.case_centres, default=None),
        )  # fmt: skip
    except StoreFull as full:
        form.add_error(None, str(full.words))
    except actions.Refused as refused:
        form.add_error(None, str(refused))
    return None


def _young(survivor: Survivor) -> bool:
    """Say whether she is younger than 14: whoever takes care of her asks (art. 16 quater)."""
    born: date | None = survivor.birth_date
    today = timezone.localdate()
    return (
        born is not None
        and (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < 14
    )
