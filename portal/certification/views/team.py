"""Certificates of a team, and the copy for personnel: logged, with who gets it and what for."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.models import Assignment
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents.neutral import download_name
from casework.territory.models import Centre

from .. import export
from ..forms import ExportForm
from ..models import IssuedCertificate
from ..queries import issued_visible_to
from .own import lines

PER_PAGE = 50
KINDS = {"csv": ("text/csv; charset=utf-8", export.as_csv),
         "json": ("application/json", export.as_json)}  # fmt: skip


@staff_may(Right.REPORT_TEAM, Right.MANAGE_OPERATORS)
def team(request: HttpRequest) -> HttpResponse:
    """What her people hold; an administrator looks at everybody's."""
    page = Paginator(_team(request), PER_PAGE).get_page(request.GET.get("pagina"))
    staff = principal_of(request)
    context = {
        "page": page, "lines": lines(page.object_list, timezone.now()),
        "may_take": bool(staff.heads), "may_ask": staff.may(Right.MANAGE_OPERATORS),
    }  # fmt: skip
    return render(request, "certification/team.html", context)


@staff_may(Right.REPORT_TEAM)
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest) -> HttpResponse:
    """A head takes the copy of her own team; an administrator asks for hers (copies.py)."""
    staff = principal_of(request)
    form = ExportForm(request.POST if request.method == "POST" else None, centres=staff.heads)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "certification/copy.html", {"form": form}, status=status)
    centre, kind = form.cleaned_data["centre"], form.cleaned_data["kind"]
    records = export.rows(of_centre(_team(request), centre), timezone.now())
    record(
        Verb.CERTIFICATES_EXPORTED, by=staff.actor, at=timezone.now(),
        target=Target("export", f"certificates-{centre.pk}"),
        detail={"centre": centre.pk, "rows": len(records), "kind": kind},
        purpose=form.cleaned_data["purpose"],
    )  # fmt: skip
    return as_file(kind, records)


def of_centre(rows: QuerySet[IssuedCertificate], centre: Centre) -> QuerySet[IssuedCertificate]:
    """Give those of who works in a centre today."""
    people = Assignment.objects.filter(ended_at=None, centre=centre)
    return rows.filter(operator_id__in=people.values("operator_id"))


def as_file(kind: str, records: list[dict[str, Any]]) -> HttpResponse:
    """Give the copy as a file whose name says nothing, kept by nobody on the way."""
    content_type, write = KINDS[kind]
    response = HttpResponse(write(records), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{download_name(kind)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def _team(request: HttpRequest) -> QuerySet[IssuedCertificate]:
    """Those she sees because of her charge, her own among them when she heads herself."""
    return issued_visible_to(principal_of(request)).order_by("holder", "course", "-issued_on")
