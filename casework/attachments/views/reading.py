"""Anexos: the list, one document in the page or as a copy, and its small picture."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.access.gates import Refused, reads_cases
from casework.documents import store
from casework.documents.actions import read_file
from casework.documents.downloads import answer
from casework.survivors import masking
from casework.survivors.models import Survivor
from casework.survivors.versions import (
    DOCUMENT,
    Version,
    address_of,
    general_of,
    versions_of,
)
from casework.survivors.views.getters import file_of, may_change, page, staff_of

from .. import queries, sheets, targets
from ..models import Attachment

TAB = "attachments:list"
PER_PAGE = 50
# What professionals conclude in, such as the report of a diagnosis.
WRITTEN = frozenset({Attachment.Kind.REPORT, Attachment.Kind.PLAN, Attachment.Kind.OTHER})


@reads_cases
@require_GET
def documents(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """List the documents of her file."""
    survivor, by = file_of(request, survivor_id), staff_of(request)
    kind = request.GET.get("tipo", "")
    rows = queries.rows_of(survivor, by=by, kind=kind if kind in Attachment.Kind.values else "")
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = page(
        request, survivor, TAB, lines=queries.lines_of(part.object_list), part=part, kind=kind,
        kinds=Attachment.Kind.choices, may_change=may_change(request, survivor),
    )  # fmt: skip
    return render(request, "attachments/list.html", context)


@reads_cases
@require_GET
def show(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Show a document inside the page, with all that is known of it and its versions."""
    survivor, by, at = file_of(request, survivor_id), staff_of(request), timezone.now()
    row = document_or_404(request, survivor, attachment_id)
    versions = queries.versions_of(row, by=by)
    line = next(one for one in versions if one.attachment.pk == row.pk)
    context = page(
        request, survivor, TAB, line=line, row=row, versions=versions,
        newest=versions[0].attachment.pk == row.pk, slip=line.slip_open(by.operator_id, at),
        is_head=bool(by.heads & set(row.centre_ids)),
        belongs=targets.words_of(survivor, row.target_kind, row.target_id, by=by),
        sheets=sheets.of(row.stored_file, request.GET.get("hoja", "")), hers=_hers(row),
        say_at=address_of(survivor.pk, DOCUMENT, row.pk) if row.kind in WRITTEN else "",
        may_write=bool(by.case_centres & set(row.centre_ids)),
    )  # fmt: skip
    return render(request, "attachments/show.html", context)


def _hers(row: Attachment) -> list[Version]:
    """Give what she says of a paper; what she says of all that was written goes with reports."""
    every = general_of([row]) if row.kind in WRITTEN else []
    return [*every, *versions_of(row)]


@reads_cases
@require_GET
def view(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Give one document to the page, so that nothing stays among the downloads."""
    return _opened(request, survivor_id, attachment_id, inline=True)


@reads_cases
@require_GET
def download(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Give a copy under a name that says nothing."""
    return _opened(request, survivor_id, attachment_id, inline=False)


@reads_cases
@require_GET
def thumbnail(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Give the small picture of a document. Reading her file, just logged, is its event."""
    survivor = file_of(request, survivor_id)
    small = document_or_404(request, survivor, attachment_id).thumbnail
    if small is None:
        raise Http404
    return answer(small, store.open(small), inline=True)


def document_or_404(request: HttpRequest, survivor: Survivor, attachment_id: UUID) -> Attachment:
    """Give one document of her file. Raises Http404, or Refused where it would say who she is."""
    if masking.hides(survivor.pk, staff_of(request)):
        words = _("Who she is is reserved, and a paper may say it. Ask her team what it says.")
        raise Refused(words, "reserved")
    found = queries.document_of(survivor, attachment_id, by=staff_of(request))
    if found is None:
        raise Http404
    return found


def _opened(
    request: HttpRequest, survivor_id: UUID, attachment_id: UUID, *, inline: bool
) -> HttpResponse:
    survivor, by = file_of(request, survivor_id), staff_of(request)
    stored = document_or_404(request, survivor, attachment_id).stored_file
    content = read_file(stored=stored, by=by.actor, at=timezone.now(), purpose="attention")
    return answer(stored, content, inline=inline)
