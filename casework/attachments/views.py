"""Anexos: the list, one document in the page or as a copy, and bringing one in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.documents.actions import read_file
from casework.documents.downloads import answer
from casework.documents.store import StoreFull
from casework.survivors.views.getters import changeable, file_of, may_change, page, staff_of

from . import actions, queries
from .forms import DocumentForm, megabytes


@staff_may(Right.OPEN_CASES)
@require_GET
def documents(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """List the documents of her file."""
    survivor = file_of(request, survivor_id)
    found = queries.lines(survivor, by=staff_of(request))
    may = may_change(request, survivor)
    context = page(request, survivor, "attachments:list", lines=found, may_change=may)
    return render(request, "attachments/list.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def view(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Show one document in the page first, so that nothing stays among the downloads."""
    return _opened(request, survivor_id, attachment_id, inline=True)


@staff_may(Right.OPEN_CASES)
@require_GET
def download(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Give a copy under a name that says nothing."""
    return _opened(request, survivor_id, attachment_id, inline=False)


def _opened(
    request: HttpRequest, survivor_id: UUID, attachment_id: UUID, *, inline: bool
) -> HttpResponse:
    survivor, by = file_of(request, survivor_id), staff_of(request)
    found = queries.document_of(survivor, attachment_id, by=by)
    if found is None:
        raise Http404
    stored = found.stored_file
    content = read_file(stored=stored, by=by.actor, at=timezone.now(), purpose="attention")
    return answer(stored, content, inline=inline)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Bring a document in: a file, or a picture taken now."""
    survivor = changeable(request, survivor_id)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.bring(
                survivor=survivor,
                file=form.cleaned_data["file"],
                kind=form.cleaned_data["kind"],
                by=staff_of(request).actor,
                at=timezone.now(),
            )
        except StoreFull as full:
            form.add_error("file", str(full.words))
        else:
            messages.success(request, _("The document is in her file."))
            return redirect("attachments:list", survivor_id)
    status = 422 if form.is_bound else 200
    context = page(request, survivor, "attachments:list", form=form, megabytes=megabytes())
    return render(request, "attachments/new.html", context, status=status)
