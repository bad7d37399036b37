"""Handing her data to another institution: only through the gate, and written down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.sharing.actions import NotShared, share
from casework.sharing.gate import Sharing
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.sharing.queries import sent
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable, file_of, may_change, page, staff_of
from casework.territory.listed import names

from .. import overview
from ..staff_forms import ShareForm


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def share_data(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Ask the gate, note the delivery, list what went out before (law DP-24, DP-26)."""
    if request.method == "POST":
        survivor = changeable(request, survivor_id)
        form = ShareForm(request.POST)
        if form.is_valid() and _shared(request, survivor, form):
            messages.success(request, _("Written down: these data may be handed over."))
            return redirect("consent:share", survivor_id)
        return _page(request, survivor, form, status=422)
    return _page(request, file_of(request, survivor_id), ShareForm())


def _shared(request: HttpRequest, survivor: Survivor, form: ShareForm) -> bool:
    """Note it, or put the reason of the refusal on the form."""
    data = form.cleaned_data
    sharing = Sharing(survivor.pk, data["recipient"].pk, data["purpose"].pk)
    institution = data["institution"].pk
    try:
        share(sharing=sharing, institution=institution, by=staff_of(request), at=timezone.now())
    except NotShared as refused:
        form.add_error(None, str(refused.answer.reason))
        return False
    return True


def _page(
    request: HttpRequest, survivor: Survivor, form: ShareForm, status: int = 200
) -> HttpResponse:
    purposes, recipients = names(SharingPurpose.objects.all()), names(RecipientClass.objects.all())
    went = [
        (one, purposes.get(one.purpose, one.purpose), recipients.get(one.recipient, one.recipient))
        for one in sent(survivor.pk)
    ]
    context = page(
        request,
        survivor,
        "consent:tab",
        form=form,
        sent=went,
        now=overview.now(survivor.pk, at=timezone.now()),
        may_change=may_change(request, survivor),
    )
    return render(request, "consent/share.html", context, status=status)
