"""The staff's library: every document, those for staff only too."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from wagtail.documents.models import Document

from casework.access.gates import any_staff, principal_of
from casework.access.levels import Right
from casework.territory.validity import chilean_day

from . import acknowledging, queries, reviews, showing
from .annexes import is_annex
from .facets import A_PAGE, Facets
from .models import DocumentVersion
from .shelves import STAFF


@any_staff
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """List the documents, narrowed by what is asked for."""
    day = chilean_day(timezone.now())
    form = Facets(request.GET or None, queries.visible_to(principal_of(request)), None)
    page = Paginator(form.found(day), A_PAGE).get_page(request.GET.get("pagina"))
    by = principal_of(request)
    may_see_readers = by.may(Right.REPORT_TEAM) or by.may(Right.MANAGE_OPERATORS)
    context = {"form": form, "listed": page, "shelf": STAFF, "may_see_readers": may_see_readers}
    return render(request, "portal/protocols/library.html", context)


@any_staff
@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    """Show the version that applies today."""
    found = showing.all_of(principal_of(request), code, None)
    applies = queries.applying(found, chilean_day(timezone.now()))
    assert applies is not None
    return _shown(request, found, applies)


@any_staff
@require_GET
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show one version."""
    found = showing.all_of(principal_of(request), code, None)
    return _shown(request, found, showing.numbered(found, number))


def _shown(
    request: HttpRequest, versions: list[DocumentVersion], shown: DocumentVersion
) -> HttpResponse:
    by = principal_of(request)
    read_at = acknowledging.read_at(shown, by)
    binds = acknowledging.binds(shown, by)
    return showing.one_version(request, STAFF, versions, shown, read_at=read_at, binds=binds)


@any_staff
@require_GET
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """List the versions there have been."""
    found = showing.all_of(principal_of(request), code, None)
    return showing.version_list(request, STAFF, found)


@any_staff
@require_GET
def changes(request: HttpRequest, code: str, before: int, after: int) -> HttpResponse:
    """Say what changed from one version to another."""
    found = showing.all_of(principal_of(request), code, None)
    return showing.comparison(request, STAFF, found, before, after)


@any_staff
@require_GET
def since(request: HttpRequest, protocol: UUID) -> HttpResponse:
    """Lead from what casework knows of a version to what changed in it."""
    shown = get_object_or_404(queries.visible_to(principal_of(request)), protocol_id=protocol)
    found = showing.all_of(principal_of(request), shown.code, None)
    before = showing.context_of(STAFF, found, shown)["before"]
    if before is None:
        return redirect("library:version", shown.code, shown.number)
    return redirect("library:changes", shown.code, before.number, shown.number)


@any_staff
@require_GET
def pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer one version as a PDF."""
    found = showing.all_of(principal_of(request), code, None)
    return showing.paper(showing.numbered(found, number))


@any_staff
@require_POST
def read(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say "I have read it"."""
    by = principal_of(request)
    shown = showing.numbered(showing.all_of(by, code, None), number)
    acknowledging.acknowledge(version=shown, by=by, at=timezone.now())
    return redirect("library:version", code, number)


@any_staff
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """List the documents whose day of review has passed."""
    context = {"rows": reviews.overdue(chilean_day(timezone.now())), "shelf": STAFF}
    return render(request, "portal/protocols/overdue.html", context)


@any_staff
@require_GET
def annex(request: HttpRequest, document: int) -> HttpResponseBase:
    """Give the file of an annex, of a document for staff only too."""
    found = get_object_or_404(Document, pk=document)
    if not is_annex(found.pk):
        raise Http404
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.filename)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
