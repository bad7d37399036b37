"""What completes a record: confirming in private, the missing paper, what related persons say."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.attachments.forms import megabytes
from casework.documents.store import StoreFull
from casework.survivors.models import RelatedPerson
from casework.survivors.views.getters import changeable, page, staff_of

from .. import completing
from ..record_models import Lack
from ..staff_forms import BroughtForm
from .authorisations import record_of


@staff_may(Right.OPEN_CASES)
@require_POST
def confirm(request: HttpRequest, survivor_id: UUID, record_id: UUID) -> HttpResponse:
    """She said the same again, alone with a worker."""
    survivor = changeable(request, survivor_id)
    kept = record_of(request, survivor, record_id)
    try:
        completing.confirm_in_private(record_=kept, by=staff_of(request), at=timezone.now())
        messages.success(request, _("Confirmed. Her answer counts from now on."))
    except completing.NothingLacking:
        messages.info(request, _("There was nothing to confirm."))
    return redirect("consent:record", survivor_id, record_id)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, survivor_id: UUID, record_id: UUID, lack: str) -> HttpResponse:
    """Add the scan or the proof a record lacks."""
    survivor = changeable(request, survivor_id)
    kept = record_of(request, survivor, record_id)
    if lack not in kept.lacks() or lack == Lack.PRIVATE:
        raise Http404
    form = BroughtForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            completing.bring_paper(
                record_=kept,
                lack=Lack(lack),
                file=form.cleaned_data["file"],
                by=staff_of(request),
                at=timezone.now(),
            )
        except StoreFull as full:
            form.add_error("file", str(full.words))
        else:
            messages.success(request, _("The document is in her file."))
            return redirect("consent:record", survivor_id, record_id)
    status = 422 if form.is_bound else 200
    more = {"form": form, "kept": kept, "lack": Lack(lack), "megabytes": megabytes()}
    context = page(request, survivor, "consent:tab", **more)
    return render(request, "consent/bring.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_POST
def related(request: HttpRequest, survivor_id: UUID, related_id: UUID) -> HttpResponse:
    """Note whether somebody close to her agreed to be in the file."""
    survivor = changeable(request, survivor_id)
    people = RelatedPerson.objects.visible_to(staff_of(request)).filter(survivor=survivor)
    person = people.filter(pk=related_id, ended_at=None, is_aggressor=False).first()
    if person is None or request.POST.get("given") not in {"yes", "no"}:
        raise Http404
    completing.note_related(
        related=person,
        given=request.POST["given"] == "yes",
        by=staff_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return redirect("consent:tab", survivor_id)
