"""One page of a PDF as a picture, inside the page that shows the document."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework.access.gates import reads_cases
from casework.documents import sandbox
from casework.documents.actions import read_file
from casework.documents.downloads import picture
from casework.survivors.views.getters import file_of, staff_of

from ..sheets import PDF
from .reading import document_or_404


@reads_cases
@require_GET
def sheet(
    request: HttpRequest, survivor_id: UUID, attachment_id: UUID, number: int
) -> HttpResponse:
    """Give one page of a PDF, drawn. Each page that is read is a line in the log."""
    survivor, by = file_of(request, survivor_id), staff_of(request)
    stored = document_or_404(request, survivor, attachment_id).stored_file
    if stored.content_type != PDF:
        raise Http404
    content = read_file(stored=stored, by=by.actor, at=timezone.now(), purpose="attention")
    try:
        return picture(sandbox.sheet(content.getvalue(), number))
    except sandbox.Refused:
        raise Http404 from None
