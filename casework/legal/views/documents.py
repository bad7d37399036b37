"""Tying a document to a legal record: one of her file, or one brought now."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.attachments.actions import bring
from casework.attachments.models import Attachment
from casework.documents.store import StoreFull
from casework.survivors.models import Survivor
from casework.survivors.views.getters import staff_of

from .. import actions, queries
from ..document_forms import TieForm
from .getters import Reader, form_page, write

READERS: dict[str, Reader[object]] = {
    "process": queries.process_of,
    "measure": queries.measure_of,
    "duty": queries.duty_of,
}


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, survivor_id: UUID, kind: str, target_id: UUID) -> HttpResponse:
    """Choose a document of her file, or bring a new one, and tie it."""
    if kind not in READERS:
        raise Http404
    survivor, _row = write(request, survivor_id, READERS[kind], target_id)
    by = staff_of(request)
    hers = Attachment.objects.visible_to(by).filter(survivor=survivor).order_by("-filed_at")
    form = TieForm(request.POST or None, request.FILES or None, documents=hers)
    back = reverse(f"legal:{kind}", args=[survivor.pk, target_id])
    if request.method == "POST" and form.is_valid():
        try:
            found = form.cleaned_data["document"] or _brought(request, form, survivor)
        except StoreFull as full:
            form.add_error("file", str(full.words))
        else:
            actions.tie_document(
                attachment=found, target=(kind, target_id), by=by, at=timezone.now()
            )
            messages.success(request, _("The document is tied to this record."))
            return redirect(back)
    return form_page(request, survivor, form, _("Tie a document"), back=back, multipart=True)


def _brought(request: HttpRequest, form: TieForm, survivor: Survivor) -> Attachment:
    return bring(
        survivor=survivor, file=form.cleaned_data["file"], kind=Attachment.Kind.OTHER,
        by=staff_of(request).actor, at=timezone.now(),
    )  # fmt: skip
