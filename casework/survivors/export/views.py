"""Copies that leave the system: a centre's list with two people, one file with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import Refused, staff_may
from casework.access.levels import Right
from casework.documents import store
from casework.documents.downloads import answer
from casework.documents.neutral import download_name
from casework.drafts.keeping import let_go, open_form

from ..views.getters import centres_of, changeable, page, staff_of
from . import actions, paper, queries, rules
from .forms import FileForm, ListForm
from .models import Export


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """The copies of lists asked for in one's centres; the head asks for another."""
    by, at = staff_of(request), timezone.now()
    headed = rules.headed_by(by)
    centre = next((one for one in centres_of(request) if one.pk in headed), None)
    form = open_form(request, ListForm, name="export-list", about=None)
    if request.method == "POST" and form.is_valid():
        if centre is None:
            raise Refused(
                _("Only the head of the centre may ask for the copy of a list."), "export"
            )
        try:
            actions.ask_list(centre=centre, grounds=form.grounds(), by=by, at=at)
        except actions.TooMany:
            form.add_error(None, _("Three lists a day are the most. Ask again tomorrow."))
        else:
            let_go(request, name="export-list", about=None)
            messages.success(request, _("Asked. Somebody else of the centre has to agree."))
            return redirect("survivors:exports")
    context = {"form": form, "centre": centre, "lines": _lines(request), "most": rules.MOST_ROWS}
    status = 422 if form.is_bound else 200
    return render(request, "survivors/exports.html", context, status=status)


def _lines(request: HttpRequest) -> list[dict[str, object]]:
    by, at = staff_of(request), timezone.now()
    return [
        {
            "export": row,
            "may_decide": row.agreed is None
            and not rules.why_not_decide(
                asked_by=row.operator_id, centre_id=row.centre_id, by=by
            ),
            "may_take": not rules.why_not_take(
                asked_by=row.operator_id, agreed=row.agreed, decided_at=row.decided_at,
                taken_at=row.taken_at, by=by, at=at,
            ),
        }
        for row in queries.open_exports(by)
    ]  # fmt: skip


def _export_of(request: HttpRequest, export_id: UUID) -> Export:
    found = Export.objects.visible_to(staff_of(request)).filter(survivor=None, pk=export_id)
    export = found.select_for_update(of=("self",)).first()
    if export is None:
        raise Http404
    return export


@staff_may(Right.OPEN_CASES)
@require_POST
def decide(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """The second person agrees, or not."""
    agreed = request.POST.get("answer") == "yes"
    actions.decide(
        export=_export_of(request, export_id),
        agreed=agreed,
        by=staff_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Agreed.") if agreed else _("Not agreed: no copy is made."))
    return redirect("survivors:exports")


@staff_may(Right.OPEN_CASES)
@require_POST
def take(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Give the agreed list, once."""
    by, at = staff_of(request), timezone.now()
    export = _export_of(request, export_id)
    women = queries.women_of(export, by)
    actions.take_list(export=export, rows=len(women), by=by, at=at)
    content = queries.as_csv(women, mark=queries.mark(by, at))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{download_name("csv")}"'
    return response


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """The copy of one file, once its reason and destination are written."""
    survivor = changeable(request, survivor_id)
    form = open_form(request, FileForm, name="export-file", about=survivor.pk)
    if request.method == "POST" and form.is_valid():
        by, at = staff_of(request), timezone.now()
        export = actions.take_file(survivor=survivor, grounds=form.grounds(), by=by, at=at)
        let_go(request, name="export-file", about=survivor.pk)
        data = queries.as_data(survivor, by=by, mark=queries.mark(by, at))
        if form.on_paper:
            kept = paper.printed(export, survivor, data, by=by, at=at).stored
            return answer(kept, store.open(kept))
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="{download_name("json")}"'
        return response
    status = 422 if form.is_bound else 200
    context = page(request, survivor, "survivors:file", form=form)
    return render(request, "survivors/copy.html", context, status=status)
